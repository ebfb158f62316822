import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it, vi } from 'vitest'
import { EventLoopWatch } from './event-loop-watch'

it('[MO10] sees a loop that was held up, and nothing once it was told', async () => {
  const watch = new EventLoopWatch()
  expect(watch.takeLagP99Ms()).toBeNull()
  watch.start()
  await vi.waitFor(() => expect(watch.takeLagP99Ms()).not.toBeNull())
  // It measures from one firing of its timer to the next, so it needs one.
  const firedMs = performance.now() + 30
  await vi.waitFor(() => expect(performance.now()).toBeGreaterThan(firedMs))
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
  collectGarbage()
  await vi.waitFor(() => expect(watch.majorCollections).toBeGreaterThan(0))
  watch.stop()
  const before = watch.majorCollections
  collectGarbage()
  await new Promise(setImmediate)
  expect(watch.majorCollections).toBe(before)
})

function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
}
