import { PerformanceObserver } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { EventLoopWatch } from './event-loop-watch'
import { eventually } from '../testing/eventually'

it('[MO10] sees a loop that was held up, and nothing once it was told', async () => {
  const watch = new EventLoopWatch()
  expect(watch.takeLagP99Ms()).toBeNull()
  watch.start()
  await eventually(() => expect(watch.takeLagP99Ms()).not.toBeNull())
  // It measures from one firing of its timer to the next, so it needs one.
  const firedMs = performance.now() + 30
  await eventually(() => expect(performance.now()).toBeGreaterThan(firedMs))
  const untilMs = performance.now() + 150
  while (performance.now() < untilMs);
  // Between two of these all timers that are due have fired.
  await new Promise(setImmediate)
  await new Promise(setImmediate)
  expect(watch.takeLagP99Ms()).toBeGreaterThan(100)
  watch.stop()
})

it('[MO10] counts major collections, and no more once it is stopped', async () => {
  const watch = new EventLoopWatch()
  watch.start()
  const first = await collectionOf(watch)
  expect(first).toBeGreaterThan(0)
  watch.stop()
  const other = new EventLoopWatch()
  other.start()
  await collectionOf(other)
  other.stop()
  expect(watch.majorCollections).toBe(first)
})

it('[MO10] leaves out collections that the process itself forces', async () => {
  const watch = new EventLoopWatch()
  watch.start()
  const forced = new Promise<void>((resolve) => {
    const observer = new PerformanceObserver(() => {
      observer.disconnect()
      resolve()
    })
    observer.observe({ entryTypes: ['gc'] })
  })
  collectGarbage()
  await forced
  await new Promise(setImmediate)
  expect(watch.majorCollections).toBe(0)
  watch.stop()
})

/** Keeps so much that the heap must be looked through. */
async function collectionOf(watch: EventLoopWatch): Promise<number> {
  const kept: object[][] = []
  await eventually(() => {
    kept.push(Array.from({ length: 200_000 }, (_, index) => ({ index })))
    expect(watch.majorCollections).toBeGreaterThan(0)
  })
  return watch.majorCollections
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
}
