import type { Metadata } from 'next'
import { StatusPage } from '@/components/status-page/status-page'
import { readLook } from '../look'
import { streamWorkerAddress } from '../stream-worker-address'

export const metadata: Metadata = { title: 'Status - Spreadscope' }

/** How the server is. */
export default async function Page() {
  return <StatusPage look={await readLook()} workerAddress={streamWorkerAddress()} />
}
