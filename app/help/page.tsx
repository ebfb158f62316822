import type { Metadata } from 'next'
import { HelpPage } from '@/components/help/help-page'
import { readLook } from '../look'
import { streamWorkerAddress } from '../stream-worker-address'

export const metadata: Metadata = { title: 'Help - Spreadscope' }

/** How things are meant. */
export default async function Page() {
  return <HelpPage look={await readLook()} workerAddress={streamWorkerAddress()} />
}
