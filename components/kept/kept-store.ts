import type * as z from 'zod'
import { createStore, type StoreApi } from 'zustand/vanilla'

const PREFIX = 'spreadscope-'

export interface KeptStore<T> extends StoreApi<T> {
  readonly key: string
  /** Of all that it can hold. */
  readonly schema: z.ZodType<T>
  /** Back to the initial state, and nothing of it is left in the browser. */
  forget: () => void
}

/**
 * A store that this browser keeps, in localStorage as `spreadscope-KEY`, and whose changes other
 * tabs take over. What is kept is checked when it is read; what does not fit is as if nothing had
 * been kept. Where storage is full or switched off it lasts as long as the page.
 *
 * Made once per key, when its module is loaded: it listens for other tabs as long as the page is
 * there. On the server, and in the browser's first picture, it has its initial state.
 */
export function createKeptStore<T extends object>(
  key: string,
  schema: z.ZodType<T>,
  initial: T,
): KeptStore<T> {
  const name = `${PREFIX}${key}`
  const state = createStore<T>()(() => initial)
  const forget = () => {
    state.setState(initial, true)
    drop(name)
  }
  const store = Object.assign(state, { key, schema, forget })
  if (typeof window === 'undefined') return store
  let isReading = false
  const read = () => {
    isReading = true
    store.setState(readKept(name, schema) ?? initial, true)
    isReading = false
  }
  read()
  store.subscribe((changed) => {
    // What came from another tab is kept already.
    if (!isReading) keep(name, changed)
  })
  window.addEventListener('storage', ({ key: changed }) => {
    // Null: everything was cleared.
    if (changed === name || changed === null) read()
  })
  return store
}

function readKept<T>(name: string, schema: z.ZodType<T>): T | undefined {
  try {
    const text = window.localStorage.getItem(name)
    return text === null ? undefined : schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function keep(name: string, state: object): void {
  try {
    window.localStorage.setItem(name, JSON.stringify(state))
  } catch {
    // Full or switched off: it lasts as long as the page.
  }
}

function drop(name: string): void {
  try {
    window.localStorage.removeItem(name)
  } catch {
    // Switched off: nothing was kept.
  }
}
