'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { PaintClock } from '../chart/paint-clock'
import { PageShell } from '../shell/page-shell'
import { useMarketFeed } from '../shell/use-market-feed'
import type { Look } from '../ui/look-menu'
import { currentOf, workspaceOf } from './desk'
import { deskAddress, type DeskAddress } from './desk-address'
import { desk } from './desk-store'
import { MissingWorkspace } from './missing-workspace'
import { WorkspaceView } from './workspace-view'

interface DeskPageProps {
  /** As the address has it; without a workspace: the one shown last. */
  wanted: DeskAddress
  look: Look
  /** Address of the shared worker's script. */
  workerAddress: string
}

/** Workspaces of pinned charts, kept in this browser. */
export function DeskPage({ wanted, look, workerAddress }: DeskPageProps) {
  const feed = useMarketFeed(workerAddress)
  const [clock] = useState(() => new PaintClock())
  // What is kept is the browser's: the server does not know it.
  const isInBrowser = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  )
  return (
    <PageShell current="desk" feed={feed} look={look}>
      {isInBrowser ? <DeskMain {...{ wanted, feed, clock }} /> : <main aria-busy="true" />}
    </PageShell>
  )
}

type DeskMainProps = Pick<DeskPageProps, 'wanted'> &
  Pick<Parameters<typeof WorkspaceView>[0], 'feed' | 'clock'>

function DeskMain({ wanted, feed, clock }: DeskMainProps) {
  const state = useStore(desk)
  const isLost = useStore(feed.store, ({ link }) => link.phase === 'lost')
  // Until another is chosen the address says which.
  const [asked, setAsked] = useState(wanted.workspace)
  const [source, setSource] = useState(wanted.source)
  const named = asked === '' ? currentOf(state) : workspaceOf(state, asked)
  const isMissing = named === undefined
  const workspace = named ?? currentOf(state)

  useEffect(() => {
    if (isMissing) return
    const address = deskAddress(workspace.name, source)
    if (`${location.pathname}${location.search}` !== address) {
      history.replaceState(history.state, '', address)
    }
    document.title = `${workspace.name} - Spreadscope`
    if (desk.getState().current !== workspace.name) desk.setState({ current: workspace.name })
  }, [isMissing, workspace.name, source])

  if (isMissing) {
    return <MissingWorkspace name={asked} onShow={() => setAsked('')} />
  }
  return (
    <WorkspaceView
      key={workspace.name}
      {...{ workspace, feed, clock, isLost, source }}
      onSource={setSource}
      onChoose={(name) => {
        desk.setState({ current: name })
        setAsked('')
      }}
    />
  )
}

function noChange(): () => void {
  return () => {}
}
