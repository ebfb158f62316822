import { createStore } from 'zustand/vanilla'

/** What was just done, and how it is undone. */
export interface Said {
  words: string
  undo?: () => void
}

export const said = createStore<{ now: Said | undefined }>()(() => ({ now: undefined }))

/** Tells the person in one line; the next one takes its place. */
export function say(words: string, undo?: () => void): void {
  said.setState({ now: { words, undo } })
}
