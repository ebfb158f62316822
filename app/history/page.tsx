import type { Metadata } from 'next'
import { HistoryPage } from '@/components/history/history-page'
import { readHistoryView } from '@/components/history/history-view'
import { readLook } from '../look'
import { streamWorkerAddress } from '../stream-worker-address'

export const metadata: Metadata = { title: 'History - Spreadscope' }

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Recorded spreads, as the address says it. */
export default async function Page({ searchParams }: PageProps) {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(await searchParams)) {
    if (typeof value === 'string') params.set(name, value)
  }
  return (
    <HistoryPage
      initialView={readHistoryView(params)}
      look={await readLook()}
      workerAddress={streamWorkerAddress()}
    />
  )
}
