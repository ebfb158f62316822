import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { fillMarket } from './fill-market'
import { fillObjects } from './fill-objects'
import type { Fill, Weight } from './fill'

const COLLECTIONS = 5

setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')

process.once('message', (fill: Fill) => {
  // Compiled code and a heap that has grown once are no part of what is weighed.
  const warmUp: Fill = { ...fill, slots: 100, filled: 100, each: 1_000 }
  fillAny(warmUp)
  const before = residentBytes()
  const held = fillAny(fill)
  const weight: Weight = {
    bytes: residentBytes() - before,
    items: held.items(),
    // What else the machine does only adds to it.
    collectionMs: Math.min(...Array.from({ length: COLLECTIONS }, collectionMs)),
  }
  process.send?.(weight, () => process.exit(0))
})

function fillAny(fill: Fill): { items: () => number } {
  return fill.of.endsWith('objects') ? fillObjects(fill) : fillMarket(fill)
}

function collectionMs(): number {
  const before = performance.now()
  if (typeof collect === 'function') collect()
  return performance.now() - before
}

function residentBytes(): number {
  collectionMs()
  collectionMs()
  return process.memoryUsage.rss()
}
