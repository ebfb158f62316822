import { describe, expect, it } from 'vitest'
import { orderToShow, waitingChanges, type Ranking } from './held-order'

function ranking(pairs: string, question = 'sort=spread'): Ranking {
  const ranked = Array.from(pairs, (pair) => ({
    pair,
    symbol: pair,
    exchange1: 'X',
    exchange2: 'Y',
    last: 0,
    extreme: 0,
    episodes: 0,
    waiting: null,
    waiting_legs: [],
  }))
  const counts = { matched: ranked.length, total: ranked.length }
  const from = { source: 'live', sources: { live: ranked.length }, fault: null } as const
  const has = { isWhole: true, hasTestEndpoints: true }
  return { ...from, ...has, question, pairs: ranked, ...counts, largest: null }
}

const order = (shown: Ranking | undefined) => shown?.pairs.map(({ pair }) => pair).join('')

describe(orderToShow, () => {
  it('[BG3] a held order grows at its end when a person scrolls on', () => {
    const grown = orderToShow(ranking('abc'), ranking('dcbaef'), true)
    expect(order(grown)).toBe('abcdef')
    expect(orderToShow(grown, ranking('fedcba'), true)).toBe(grown)
  })

  it('[BG3] a held order stands still, a free one follows', () => {
    const [shown, latest] = [ranking('abc'), ranking('bca')]
    expect(orderToShow(shown, latest, true)).toBe(shown)
    expect(orderToShow(shown, latest, false)).toBe(latest)
  })

  it('[BG3] a pair that is gone goes from a held order, the others stand', () => {
    const left = orderToShow(ranking('abcd'), ranking('dca'), true)
    expect(order(left)).toBe('acd')
    expect(left?.matched).toBe(3)
    expect(order(orderToShow(ranking('ab'), ranking('cb'), true))).toBe('bc')
    expect(order(orderToShow(ranking('ab'), ranking(''), true))).toBe('')
  })

  it('[BG3] a pair that is only not in the answer stays: below the least spread, beyond the list', () => {
    const latest = { ...ranking('ca'), isWhole: false }
    const shown = ranking('abc')
    expect(orderToShow(shown, latest, true)).toBe(shown)
  })

  it('[BG3] the first order, another question and an empty list are not held back', () => {
    const latest = ranking('bca')
    expect(orderToShow(undefined, latest, true)).toBe(latest)
    expect(orderToShow(ranking('abc', 'sort=symbol'), latest, true)).toBe(latest)
    expect(orderToShow(ranking(''), latest, true)).toBe(latest)
  })
})

it('[BG3] counts the places in view that would show another pair', () => {
  expect(waitingChanges(ranking('abcd'), ranking('abdc'), 0, 4)).toBe(2)
  expect(waitingChanges(ranking('abcd'), ranking('abdc'), 0, 2)).toBe(0)
  expect(waitingChanges(ranking('abcd'), ranking('abc'), 0, 4)).toBe(1)
  expect(waitingChanges(undefined, ranking('abc'), 0, 3)).toBe(0)
})
