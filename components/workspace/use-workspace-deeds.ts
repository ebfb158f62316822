'use client'

import { useState } from 'react'
import { sayCopied } from '../grid/card-actions'
import type { CardShelf } from '../grid/card-shelf'
import { saveCsv, saveNdjson, saveSheet, type ShownCard } from '../grid/save-cards'
import { fileName, saveFile } from '../export/save-file'
import { useZoneClock } from '../kept/display'
import { say } from '../ui/said'
import {
  MAX_WORKSPACES,
  withName,
  withNewWorkspace,
  withoutWorkspace,
  withWorkspace,
  workspaceOf,
  type Workspace,
} from './desk'
import { deskAddress, type DeskSource } from './desk-address'
import { deskFile, MAX_FILE_BYTES, withDeskFile } from './desk-file'
import { desk, pinToDesk } from './desk-store'

export type WorkspaceDialog = 'add' | 'rename' | undefined

/** What one may do with a workspace and its charts. */
export interface WorkspaceDeeds {
  dialog: WorkspaceDialog
  closeDialog: () => void
  add: () => void
  rename: () => void
  /** Says what came of it. */
  pin: (pair: string) => string
  unpin: (pair: string) => void
  create: () => void
  remove: () => void
  /** False: the name cannot be had. */
  name: (text: string) => boolean
  /** All workspaces, to and from a file. */
  exportAll: () => void
  importFile: (file: File) => Promise<void>
  /** Why the last file changed nothing; undefined: none was refused. */
  fault: string | undefined
  copyLink: () => void
  picture: () => void
  csv: () => void
  ndjson: () => void
}

/** Pictures on a sheet side by side. */
const SHEET_COLUMNS = 3

export function useWorkspaceDeeds(
  workspace: Workspace,
  source: DeskSource,
  shelf: CardShelf,
  inView: ReadonlySet<string>,
  onChoose: (name: string) => void,
): WorkspaceDeeds {
  const zone = useZoneClock()
  const [dialog, setDialog] = useState<WorkspaceDialog>()
  const [fault, setFault] = useState<string>()

  const shown = (): ShownCard[] =>
    workspace.charts.flatMap(({ pair }) => {
      const chart = inView.has(pair) ? shelf.get(pair) : undefined
      return chart === undefined ? [] : [{ pair, chart, spread: workspace.spread }]
    })

  return {
    dialog,
    fault,
    closeDialog: () => setDialog(undefined),
    add: () => setDialog('add'),
    rename: () => setDialog('rename'),
    pin: pinToDesk,
    unpin: (pair) => unpin(workspace.name, pair),
    create: () => {
      const grown = withNewWorkspace(desk.getState())
      if (grown === undefined) return say(`There are ${MAX_WORKSPACES} workspaces, more cannot be.`)
      desk.setState(grown)
      onChoose(grown.current)
    },
    remove: () => {
      const before = desk.getState()
      const after = withoutWorkspace(before, workspace)
      desk.setState(after)
      onChoose(after.current)
      say(`Deleted ${workspace.name}.`, () => {
        desk.setState(before)
        onChoose(workspace.name)
      })
    },
    name: (text) => {
      const renamed = withName(desk.getState(), workspace, text)
      if (renamed === undefined) return false
      desk.setState(renamed)
      onChoose(renamed.current)
      return true
    },
    exportAll: () => {
      const blob = new Blob([deskFile(desk.getState())], { type: 'application/json' })
      saveFile(fileName('json', 'spreadscope', 'workspaces'), blob)
    },
    importFile: async (file) => {
      if (file.size > MAX_FILE_BYTES) return setFault('The file has more than 1 MiB.')
      const read = withDeskFile(desk.getState(), await file.text())
      if ('fault' in read) return setFault(read.fault)
      setFault(undefined)
      desk.setState(read.desk)
      onChoose(read.desk.current)
      say(read.added === 1 ? 'One workspace was read.' : `${read.added} workspaces were read.`)
    },
    copyLink: () => void sayCopied(deskAddress(workspace.name, source)),
    picture: () => saveSheet(shown(), SHEET_COLUMNS, zone),
    csv: () => saveCsv(shown()),
    ndjson: () => saveNdjson(shown()),
  }
}

function unpin(name: string, pair: string): void {
  const state = desk.getState()
  const workspace = workspaceOf(state, name)
  const chart = workspace?.charts.find((each) => each.pair === pair)
  if (workspace === undefined || chart === undefined) return
  const charts = workspace.charts.filter((each) => each !== chart)
  desk.setState(withWorkspace(state, { ...workspace, charts }))
  say(`Removed ${pair.replaceAll(':', ' ')}.`, () => {
    const now = desk.getState()
    const found = workspaceOf(now, name)
    if (found === undefined) return
    desk.setState(withWorkspace(now, { ...found, charts: [...found.charts, chart] }))
  })
}
