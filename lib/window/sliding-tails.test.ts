import { describe, expect, it } from 'vitest'
import { SlidingTails } from './sliding-tails'

/** The slots on both sides stay empty. */
const SLOT = 1

/** Every value that came, the oldest first; what the window holds is recomputed from them. */
function expectBruteForce(
  capacity: number,
  depth: number,
  values: Iterable<number>,
  replaces: (at: number) => boolean = () => false,
) {
  const tails = new SlidingTails({ slots: 3, lanes: 2, capacity, depth })
  for (const slot of [0, 1, 2]) tails.clear(slot)
  const all: number[] = []
  for (const value of values) {
    // The other lane holds the values upside down.
    const lanes = Float64Array.of(value, -value)
    if (all.length > 0 && replaces(all.length)) {
      tails.replaceLast(SLOT, lanes)
      all[all.length - 1] = value
    } else {
      tails.push(SLOT, lanes)
      all.push(value)
    }
    const sorted = all.slice(-capacity).sort((a, b) => a - b)
    const asked = Math.min(depth, sorted.length)
    const places = Array.from({ length: asked }, (_, place) => place)
    const largest = sorted.slice(-asked).toReversed()
    expect(tails.count(SLOT)).toBe(sorted.length)
    expect(places.map((place) => tails.fromBottom(SLOT, 0, place))).toEqual(sorted.slice(0, asked))
    expect(places.map((place) => tails.fromTop(SLOT, 0, place))).toEqual(largest)
    expect(places.map((place) => -tails.fromBottom(SLOT, 1, place))).toEqual(largest)
  }
}

function* generated(seed: number, count: number, next: (draw: number, last: number) => number) {
  let state = seed
  let last = 0
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    last = next(state / 0x80000000, last)
    yield last
  }
}

const SHAPES: [string, (draw: number, last: number) => number][] = [
  ['scattered', (draw) => draw],
  ['few different values', (draw) => Math.floor(draw * 4)],
  ['all equal', () => 1],
  ['rising', (draw, last) => last + draw],
  ['falling', (draw, last) => last - draw],
  ['a walk', (draw, last) => last + draw - 0.5],
  ['a walk on ticks', (draw, last) => last + Math.round((draw - 0.5) * 3)],
]

describe(SlidingTails, () => {
  it.each(SHAPES)('[QT1] gives what sorting gives, %s', (_, next) => {
    expectBruteForce(200, 7, generated(1, 1_500, next))
    expectBruteForce(200, 7, generated(2, 1_500, next))
    expectBruteForce(20, 20, generated(3, 300, next))
    expectBruteForce(60, 1, generated(4, 600, next))
    expectBruteForce(1, 1, generated(5, 20, next))
  })

  it.each(SHAPES)('[QT2] and when the newest value is replaced, %s', (_, next) => {
    expectBruteForce(200, 7, generated(6, 1_500, next), (at) => at % 3 === 0)
    expectBruteForce(50, 3, generated(7, 1_500, next), (at) => at % 50 === 0 || at % 7 === 1)
  })
})
