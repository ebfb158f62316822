import type { Metadata } from 'next'
import { HistoryPage } from '@/components/history/history-page'
import { readHistoryView } from '@/components/history/history-view'
import { readLook } from '../look'
import { readSearchParams, type SearchParams } from '../search-params'
import { streamWorkerAddress } from '../stream-worker-address'

export const metadata: Metadata = { title: 'History - Spreadscope' }

interface PageProps {
  searchParams: SearchParams
}

/** Recorded spreads, as the address says it. */
export default async function Page({ searchParams }: PageProps) {
  const params = await readSearchParams(searchParams)
  return (
    <HistoryPage
      initialView={readHistoryView(params)}
      look={await readLook()}
      workerAddress={streamWorkerAddress()}
    />
  )
}
