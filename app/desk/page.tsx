import type { Metadata } from 'next'
import { readDeskAddress } from '@/components/workspace/desk-address'
import { DeskPage } from '@/components/workspace/desk-page'
import { readLook } from '../look'
import { readSearchParams, type SearchParams } from '../search-params'
import { streamWorkerAddress } from '../stream-worker-address'

export const metadata: Metadata = { title: 'Desk - Spreadscope' }

interface PageProps {
  searchParams: SearchParams
}

/** Workspaces of pinned charts; the address names one. */
export default async function Page({ searchParams }: PageProps) {
  const params = await readSearchParams(searchParams)
  return (
    <DeskPage
      wanted={readDeskAddress(params)}
      look={await readLook()}
      workerAddress={streamWorkerAddress()}
    />
  )
}
