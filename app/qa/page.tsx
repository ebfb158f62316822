import type { Metadata } from 'next'
import { QaPage } from '@/components/qa/qa-page'
import { readLook } from '../look'
import { streamWorkerAddress } from '../stream-worker-address'

export const metadata: Metadata = { title: 'QA - Spreadscope' }

/** Mock data: made, checked, loaded, freed. */
export default async function Page() {
  return <QaPage look={await readLook()} workerAddress={streamWorkerAddress()} />
}
