import type { Metadata } from 'next'
import { readDeskAddress } from '@/components/workspace/desk-address'
import { DeskPage } from '@/components/workspace/desk-page'
import { readLook } from '../look'
import { streamWorkerAddress } from '../stream-worker-address'

export const metadata: Metadata = { title: 'Desk - Spreadscope' }

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Workspaces of pinned charts; the address names one. */
export default async function Page({ searchParams }: PageProps) {
  const given = Object.entries(await searchParams)
  const params = new URLSearchParams(
    given.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  return (
    <DeskPage
      wanted={readDeskAddress(params)}
      look={await readLook()}
      workerAddress={streamWorkerAddress()}
    />
  )
}
