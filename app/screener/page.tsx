import type { Metadata } from 'next'
import { ScreenerPage } from '@/components/screener/screener-page'
import { readScreenerView } from '@/components/screener/screener-view'
import { readLook } from '../look'
import { readSearchParams, type SearchParams } from '../search-params'
import { streamWorkerAddress } from '../stream-worker-address'

export const metadata: Metadata = { title: 'Screener - Spreadscope' }

interface PageProps {
  searchParams: SearchParams
}

/** The table of all pairs, as its address says it. */
export default async function Page({ searchParams }: PageProps) {
  const params = await readSearchParams(searchParams)
  return (
    <ScreenerPage
      initialView={readScreenerView(params)}
      namesColumns={params.has('columns') || params.has('widths')}
      look={await readLook()}
      workerAddress={streamWorkerAddress()}
    />
  )
}
