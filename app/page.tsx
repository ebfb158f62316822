import { GridPage } from '@/components/grid/grid-page'
import { readGridView } from '@/components/grid/grid-view'
import { readLook } from './look'
import { readSearchParams, type SearchParams } from './search-params'
import { streamWorkerAddress } from './stream-worker-address'

interface PageProps {
  searchParams: SearchParams
}

/** The grid, as its address says it. */
export default async function Page({ searchParams }: PageProps) {
  const params = await readSearchParams(searchParams)
  return (
    <GridPage
      initialView={readGridView(params)}
      look={await readLook()}
      workerAddress={streamWorkerAddress()}
    />
  )
}
