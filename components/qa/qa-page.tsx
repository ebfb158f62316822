'use client'

import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { PageShell } from '../shell/page-shell'
import { useFeedState } from '../shell/use-market-feed'
import type { Look } from '../ui/look-menu'
import { FaultPanel } from './fault-panel'
import { JsonPanel } from './json-panel'
import { LoadedPanel } from './loaded-panel'
import { MockPoll } from './mock-poll'
import { QaDesk } from './qa-desk'
import { ScenarioPanel } from './scenario-panel'

interface QaPageProps {
  look: Look
  /** Address of the shared worker's script. */
  workerAddress: string
}

/** Puts any situation on the screen and takes it away again. */
export function QaPage({ look, workerAddress }: QaPageProps) {
  const feed = useFeedState(workerAddress)
  const [poll] = useState(() => new MockPoll())
  const [desk] = useState(() => new QaDesk(() => poll.refresh()))
  const [target, setTarget] = useState<{ start: number }>()
  const isLost = useStore(feed.store, (state) => state.link.phase === 'lost')
  const isOff = useStore(poll.store, (state) => state.isOff)

  useEffect(() => {
    poll.start()
    return () => {
      poll.stop()
      desk.close()
    }
  }, [poll, desk])
  // Loaded or freed elsewhere: another tab, a script, the memory guard.
  useEffect(
    () =>
      feed.store.subscribe(({ feed: now, link }, before) => {
        const isOther = now?.mock_pairs !== before.feed?.mock_pairs
        if (isOther || link.phase !== before.link.phase) poll.refresh()
      }),
    [poll, feed],
  )

  return (
    <PageShell current="qa" feed={feed} look={look}>
      <main className={`qa${isLost ? ' gone' : ''}`}>
        <h1 className="sr-only">Mock data for QA</h1>
        <ScenarioPanel desk={desk} />
        <JsonPanel desk={desk} isOff={isOff} target={target} />
        <div className="column">
          <LoadedPanel poll={poll} />
          <FaultPanel desk={desk} onChoose={(start) => setTarget({ start })} />
        </div>
      </main>
    </PageShell>
  )
}
