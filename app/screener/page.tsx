import type { Metadata } from 'next'
import { ScreenerPage } from '@/components/screener/screener-page'
import { readScreenerView } from '@/components/screener/screener-view'
import { readLook } from '../look'
import { streamWorkerAddress } from '../stream-worker-address'

export const metadata: Metadata = { title: 'Screener - Spreadscope' }

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** The table of all pairs, as its address says it. */
export default async function Page({ searchParams }: PageProps) {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(await searchParams)) {
    if (typeof value === 'string') params.set(name, value)
  }
  return (
    <ScreenerPage
      initialView={readScreenerView(params)}
      namesColumns={params.has('columns') || params.has('widths')}
      look={await readLook()}
      workerAddress={streamWorkerAddress()}
    />
  )
}
