import { cookies } from 'next/headers'
import { GridPage } from '@/components/grid/grid-page'
import { readGridView } from '@/components/grid/grid-view'
import { PALETTE_COOKIE, THEME_COOKIE, toPalette, toTheme } from '@/components/ui/theme'
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
  const jar = await cookies()
  const look = {
    theme: toTheme(jar.get(THEME_COOKIE)?.value),
    palette: toPalette(jar.get(PALETTE_COOKIE)?.value),
  }
  return (
    <GridPage
      initialView={readGridView(params)}
      look={look}
      workerAddress={streamWorkerAddress()}
    />
  )
}
