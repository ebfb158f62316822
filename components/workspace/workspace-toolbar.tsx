'use client'

import { Download, Plus } from 'lucide-react'
import { useStore } from 'zustand'
import { ActionMenu } from '../export/action-menu'
import { SPREADS, WINDOW_WORDS, WINDOWS } from '../grid/grid-view'
import { SHARED_KEYS } from '../keys/shared-keys'
import { useCommands } from '../keys/use-commands'
import { useKeys } from '../keys/use-keys'
import { Segmented } from '../ui/segmented'
import { Select } from '../ui/select'
import { MAX_CHARTS, withWorkspace, type Workspace } from './desk'
import type { DeskSource } from './desk-address'
import { desk } from './desk-store'
import type { WorkspaceDeeds } from './use-workspace-deeds'

const FILE_ID = 'workspaces-file'
const SOURCES = [
  { value: 'auto', words: 'Mock' },
  { value: 'live', words: 'Live' },
] as const

interface WorkspaceToolbarProps {
  workspace: Workspace
  deeds: WorkspaceDeeds
  source: DeskSource
  /** Mock data is loaded: one may look at the market all the same. */
  hasMock: boolean
  onChoose: (name: string) => void
  onSource: (source: DeskSource) => void
}

/** Which workspace, what its charts show, and what one may do with it. */
export function WorkspaceToolbar(props: WorkspaceToolbarProps) {
  const { workspace, deeds, source, hasMock, onChoose, onSource } = props
  const { workspaces } = useStore(desk)
  const set = (change: Partial<Workspace>) =>
    desk.setState(withWorkspace(desk.getState(), { ...workspace, ...change }))
  const deskActions = [
    { words: 'New workspace', run: deeds.create },
    { words: 'Rename', run: deeds.rename },
    { words: 'Delete', run: deeds.remove },
  ]
  const saveActions = [
    { words: 'Copy link', run: deeds.copyLink },
    { words: 'Picture', run: deeds.picture },
    { words: 'CSV', run: deeds.csv },
    { words: 'NDJSON', run: deeds.ndjson },
    { words: 'Export all workspaces', run: deeds.exportAll },
    { words: 'Import workspaces', run: pickFile },
  ]
  useKeys('Desk', [
    ...WINDOWS.map((window, index) => ({
      keys: SHARED_KEYS.windows[index]!,
      words: 'Window: 1, 5, 15, 30 minutes, 1 hour',
      run: () => set({ window }),
    })),
    { keys: 'n', words: 'Add a chart', run: deeds.add },
  ])
  useCommands([
    ...[{ words: 'Add a chart', run: deeds.add }, ...deskActions, ...saveActions].map(
      ({ words, run }) => ({ id: `desk ${words}`, words, group: 'Desk', run }),
    ),
    ...workspaces.map(({ name }) => ({
      ...{ id: `workspace ${name}`, words: name, group: 'Workspaces' },
      run: () => onChoose(name),
    })),
  ])
  return (
    <>
      {/* A fieldset does not scroll sideways in every browser. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div className="toolbar" role="region" aria-label="View">
        <Select
          label="Workspace"
          options={workspaces.map(({ name }) => ({ value: name, words: name }))}
          value={workspace.name}
          onChange={onChoose}
        />
        <ActionMenu label="Edit: new, rename, delete" className="btn" actions={deskActions}>
          Edit
        </ActionMenu>
        <button type="button" className="btn" onClick={deeds.add}>
          <Plus size={14} className="icon" aria-hidden="true" />
          Add a chart
        </button>
        <span className="quiet wide">
          {workspace.charts.length} of {MAX_CHARTS} charts
        </span>
        <span className="push wide" />
        {hasMock && (
          <Segmented label="Source" options={SOURCES} value={source} onChange={onSource} />
        )}
        <span className="quiet wide">All charts</span>
        <Segmented
          label="Window"
          options={WINDOWS.map((value) => ({ value, words: WINDOW_WORDS[value] }))}
          value={workspace.window}
          onChange={(window) => set({ window })}
        />
        <Select
          label="Spread"
          options={SPREADS}
          value={workspace.spread}
          onChange={(spread) => set({ spread })}
        />
        <ActionMenu label="Save, share, export" className="btn" actions={saveActions}>
          <Download size={14} className="icon" aria-hidden="true" />
          Save
        </ActionMenu>
        <input
          id={FILE_ID}
          type="file"
          hidden
          aria-label="File of workspaces"
          accept=".json,application/json"
          onChange={(event) => {
            const [chosen] = event.target.files ?? []
            // The same file again is another choice.
            event.target.value = ''
            if (chosen !== undefined) void deeds.importFile(chosen)
          }}
        />
      </div>
      {deeds.fault !== undefined && (
        <div className="banner list-fault" role="alert">
          <span>
            <b>Nothing was imported.</b> {deeds.fault}
          </span>
        </div>
      )}
    </>
  )
}

/** The browser asks for a file through its field only. */
function pickFile(): void {
  document.getElementById(FILE_ID)?.click()
}
