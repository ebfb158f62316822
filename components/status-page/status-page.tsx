'use client'

import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { PageShell } from '../shell/page-shell'
import { useFeedState } from '../shell/use-market-feed'
import type { Look } from '../ui/look-menu'
import { StatusPoll } from './status-poll'
import { StatusView } from './status-view'

interface StatusPageProps {
  look: Look
  /** Address of the shared worker's script. */
  workerAddress: string
}

/** What the server holds against its limits, and how it has been for the last hour. */
export function StatusPage({ look, workerAddress }: StatusPageProps) {
  const feed = useFeedState(workerAddress)
  const [poll] = useState(() => new StatusPoll())
  const state = useStore(poll.store)

  useEffect(() => {
    poll.start()
    return () => poll.stop()
  }, [poll])

  return (
    <PageShell current="status" feed={feed} look={look}>
      <StatusView state={state} />
    </PageShell>
  )
}
