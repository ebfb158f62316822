import type * as z from 'zod'
import { createStore, type StoreApi } from 'zustand/vanilla'

const PREFIX = 'spreadscope-'

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
): StoreApi<T> {
  const store = createStore<T>()(() => initial)
  if (typeof window === 'undefined') return store
  const name = `${PREFIX}${key}`
  let isReading = false
  const read = () => {
    isReading = true
    store.setState(readKept(name, schema) ?? initial, true)
    isReading = false
  }
  read()
  store.subscribe((state) => {
    // What came from another tab is kept already.
    if (!isReading) keep(name, state)
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
