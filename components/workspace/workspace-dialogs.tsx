'use client'

import { PairPicker } from '../keys/pair-picker'
import type { Workspace } from './desk'
import { NameDialog } from './name-dialog'
import type { WorkspaceDeeds } from './use-workspace-deeds'

/** What asks for a name or a pair. */
export function WorkspaceDialogs({
  workspace,
  deeds,
}: {
  workspace: Workspace
  deeds: WorkspaceDeeds
}) {
  return (
    <>
      <PairPicker
        isOpen={deeds.dialog === 'add'}
        onClose={deeds.closeDialog}
        title={`Add a chart to ${workspace.name}`}
        onChoose={deeds.pin}
      />
      <NameDialog
        isOpen={deeds.dialog === 'rename'}
        onClose={deeds.closeDialog}
        name={workspace.name}
        onName={deeds.name}
      />
    </>
  )
}
