import { GridPage } from '@/components/grid/grid-page'
import { readGridView } from '@/components/grid/grid-view'
import { readLook } from './look'
import { streamWorkerAddress } from './stream-worker-address'

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** The grid, as its address says it. */
export default async function Page({ searchParams }: PageProps) {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(await searchParams)) {
    if (typeof value === 'string') params.set(name, value)
  }
  return (
    <GridPage
      initialView={readGridView(params)}
      look={await readLook()}
      workerAddress={streamWorkerAddress()}
    />
  )
}
