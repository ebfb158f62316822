import type { Fill } from './fill'

const START_MS = Date.UTC(2025, 10, 8, 12)

/** Baseline: an array of objects for each window or pair. */
export function fillObjects({ of, filled, each }: Fill): { items: () => number } {
  const make = of === 'quote objects' ? quoteAt : barAt
  const held = Array.from({ length: filled }, () => {
    const rows: object[] = []
    for (let second = 0; second < each; second++) rows.push(make(second))
    return rows
  })
  return { items: () => held.reduce((sum, rows) => sum + rows.length, 0) }
}

function quoteAt(second: number) {
  const bid = 100 + Math.random()
  return { timeMs: START_MS + second * 1_000, bid, ask: bid + 0.01 }
}

function barAt(second: number) {
  const { timeMs, bid, ask } = quoteAt(second)
  const prices = { bid1: bid, ask1: ask, bid2: bid + 0.1, ask2: ask + 0.1 }
  return { time: timeMs / 1_000, count: 1, ...prices, kinds: [kindAt(), kindAt(), kindAt()] }
}

function kindAt() {
  const [low, high, upper, lower] = [Math.random(), 1 + Math.random(), Math.random(), Math.random()]
  return { low, high, upper, lower }
}
