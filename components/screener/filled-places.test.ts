import { describe, expect, it } from 'vitest'
import { FILLED_IN_FRAME, nextFilled } from './filled-places'

const drawn = Array.from({ length: 20 }, (_, index) => 100 + index)

describe(nextFilled, () => {
  it('[SN18] fills some rows a frame, from the middle on, until all are', () => {
    const first = nextFilled(new Set(), drawn, () => true)
    expect(first).toEqual(new Set([108, 109, 110, 111]))
    let filled = first
    for (let frames = 1; frames < drawn.length / FILLED_IN_FRAME; frames++) {
      filled = nextFilled(filled, drawn, () => true)
    }
    expect(filled).toEqual(new Set(drawn))
    expect(nextFilled(filled, drawn, () => true)).toBe(filled)
  })

  it('[SN18] gives up what is drawn no more and waits for figures', () => {
    const filled = nextFilled(new Set([100, 3]), drawn, (place) => place === 119)
    expect(filled).toEqual(new Set([100, 119]))
    expect(nextFilled(filled, drawn, () => false)).toBe(filled)
  })
})
