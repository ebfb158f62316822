import { createStore } from 'zustand/vanilla'

export type DialogName = 'help' | 'palette' | 'kept'

/** Which dialog of the frame is open: one at most. */
export const openDialog = createStore<{ name: DialogName | undefined }>()(() => ({
  name: undefined,
}))

export function showDialog(name: DialogName | undefined): void {
  openDialog.setState({ name })
}
