'use client'

import { PageShell } from '../shell/page-shell'
import { useFeedState } from '../shell/use-market-feed'
import type { Look } from '../ui/look-menu'
import { HelpText } from './help-text'

interface HelpPageProps {
  look: Look
  /** Address of the shared worker's script. */
  workerAddress: string
}

/** How things are meant, and what stands on every page. */
export function HelpPage({ look, workerAddress }: HelpPageProps) {
  const feed = useFeedState(workerAddress)
  return (
    <PageShell feed={feed} look={look}>
      <HelpText />
    </PageShell>
  )
}
