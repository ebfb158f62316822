import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PairPage } from '@/components/pair/pair-page'
import { readPairView } from '@/components/pair/pair-view'
import type { Pair } from '@/lib/market/pair'
import { readLook } from '../../../../look'
import { readSearchParams, type SearchParams } from '../../../../search-params'
import { streamWorkerAddress } from '../../../../stream-worker-address'

interface PageProps {
  params: Promise<{ symbol: string; exchange1: string; exchange2: string }>
  searchParams: SearchParams
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const names = namesOf(await params)
  const { symbol, exchange1, exchange2 } = names ?? { symbol: 'Pair', exchange1: '', exchange2: '' }
  return { title: `${symbol.replace('_', '/')} ${exchange1} ${exchange2} - Spreadscope` }
}

/** One pair, as its address says it. */
export default async function Page({ params, searchParams }: PageProps) {
  const names = namesOf(await params)
  if (names === undefined) notFound()
  const view = await readSearchParams(searchParams)
  return (
    <PairPage
      names={names}
      initialView={readPairView(view)}
      look={await readLook()}
      workerAddress={streamWorkerAddress()}
    />
  )
}

const MAX_NAME_CHARACTERS = 64

/** Undefined: it can be no pair. */
function namesOf(params: Awaited<PageProps['params']>): Pair | undefined {
  const read = (text: string) => {
    try {
      return decodeURIComponent(text)
    } catch {
      return ''
    }
  }
  const names = {
    ...{ symbol: read(params.symbol), exchange1: read(params.exchange1) },
    exchange2: read(params.exchange2),
  }
  const isName = (name: string) =>
    name !== '' && name.length <= MAX_NAME_CHARACTERS && !/[:,\s]/.test(name)
  return Object.values(names).every(isName) ? names : undefined
}
