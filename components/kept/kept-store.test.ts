import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { createKeptStore } from './kept-store'

const schema = z.object({ size: z.number() })
const INITIAL = { size: 1 }

class FakeWindow extends EventTarget {
  readonly kept = new Map<string, string>()
  isFull = false
  readonly localStorage = {
    getItem: (name: string) => this.kept.get(name) ?? null,
    setItem: (name: string, text: string) => {
      if (this.isFull) throw new Error('QuotaExceededError')
      this.kept.set(name, text)
    },
    removeItem: (name: string) => void this.kept.delete(name),
  }
}

let browser: FakeWindow

beforeEach(() => {
  browser = new FakeWindow()
  vi.stubGlobal('window', browser)
})
afterEach(() => void vi.unstubAllGlobals())

function tellStorage(key: string | null): void {
  browser.dispatchEvent(Object.assign(new Event('storage'), { key }))
}

it('[EV2] what is kept is there again, and its first picture is the initial one', () => {
  createKeptStore('box', schema, INITIAL).setState({ size: 4 })
  expect(browser.kept.get('spreadscope-box')).toBe('{"size":4}')
  const again = createKeptStore('box', schema, INITIAL)
  expect(again.getState()).toEqual({ size: 4 })
  expect(again.getInitialState()).toEqual(INITIAL)
})

it('[EV2] what does not fit is as if nothing had been kept', () => {
  for (const text of ['{"size":"4"}', '{', '[]', 'null']) {
    browser.kept.set('spreadscope-box', text)
    expect(createKeptStore('box', schema, INITIAL).getState()).toEqual(INITIAL)
  }
})

it('[EV2] a full storage is no fault', () => {
  const store = createKeptStore('box', schema, INITIAL)
  browser.isFull = true
  store.setState({ size: 9 })
  expect(store.getState()).toEqual({ size: 9 })
})

it('[EV2] another tab is followed and not answered', () => {
  const store = createKeptStore('box', schema, INITIAL)
  browser.kept.set('spreadscope-box', '{"size":7 }')
  tellStorage('spreadscope-other')
  expect(store.getState()).toEqual(INITIAL)
  tellStorage('spreadscope-box')
  expect(store.getState()).toEqual({ size: 7 })
  expect(browser.kept.get('spreadscope-box')).toBe('{"size":7 }')
  browser.kept.clear()
  tellStorage(null)
  expect(store.getState()).toEqual(INITIAL)
})

it('[EV2] what is forgotten leaves nothing behind', () => {
  const store = createKeptStore('box', schema, INITIAL)
  store.setState({ size: 4 })
  store.forget()
  expect(store.getState()).toEqual(INITIAL)
  expect(browser.kept.size).toBe(0)
})
