import { expect, it } from 'vitest'
import { placesToShow, waitingChanges } from './held-places'
import type { Listing } from './screener-poll'

function listing(order: string, offset = 0, question = 'q'): Listing {
  const exchanges: string[] = []
  const counts = { total: 9, matched: 9, hiddenSuspects: 0, cover: null, serverTimeMs: 0 }
  return { question, offset, order: order.split(''), exchanges, ...counts }
}
const words = (places: ReturnType<typeof placesToShow>) =>
  [...(places?.pairs ?? [])].map(([place, pair]) => `${place}${pair}`).join(' ')

it('[SN3] a held order stands still and counts the places in view that would change', () => {
  const shown = placesToShow(undefined, listing('abcd'), false)
  const next = listing('bacd')
  expect(placesToShow(shown, next, true)).toBe(shown)
  expect(waitingChanges(shown, next, 0, 4)).toBe(2)
  expect(waitingChanges(shown, next, 2, 4)).toBe(0)
  const released = placesToShow(shown, next, false)
  expect(words(released)).toBe('0b 1a 2c 3d')
  expect(waitingChanges(released, next, 0, 4)).toBe(0)
  expect(placesToShow(released, next, false)).toBe(released)
})

it('[SN3] another question is never held back', () => {
  const shown = placesToShow(undefined, listing('abc'), true)
  const other = listing('cba', 0, 'other')
  expect(words(placesToShow(shown, other, true))).toBe('0c 1b 2a')
  expect(waitingChanges(shown, other, 0, 3)).toBe(0)
})

it('[SN4] a place seen for the first time while held takes a pair that stands nowhere yet', () => {
  const shown = placesToShow(undefined, listing('abcd'), false)
  // `d` moved behind `e`, `x` came in at the top: further down everything is one place later.
  const scrolled = placesToShow(shown, listing('cedf', 3), true)
  expect(words(scrolled)).toBe('0a 1b 2c 3d 4e 5f')
  const pairs = [...(scrolled?.pairs.values() ?? [])]
  expect(new Set(pairs).size).toBe(pairs.length)
})
