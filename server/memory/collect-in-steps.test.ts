import { constants, PerformanceObserver } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { expect, it, onTestFinished, vi } from 'vitest'
import { z } from 'zod'
import { collectInSteps } from './collect-in-steps'

const collectionSchema = z.object({ detail: z.object({ kind: z.number() }) })

it('[MG12] frees what nobody holds, marking in steps', async () => {
  const kinds = new Set<number>()
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) kinds.add(collectionSchema.parse(entry).detail.kind)
  })
  observer.observe({ entryTypes: ['gc'] })
  onTestFinished(() => observer.disconnect())
  const dropped = new WeakRef({})
  // What a WeakRef was made of lives until the end of the turn.
  await setTimeout(0)
  await collectInSteps()
  expect(dropped.deref()).toBeUndefined()
  await setTimeout(0)
  expect(kinds).toContain(constants.NODE_PERFORMANCE_GC_INCREMENTAL)
})

it('[MG13] does not wait for ever, and leaves no timer when it need not wait', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  let isDone = false
  void collectInSteps(() => new Promise(() => {})).then(() => (isDone = true))
  await vi.advanceTimersByTimeAsync(4_999)
  expect(isDone).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(isDone).toBe(true)
  await collectInSteps(() => Promise.resolve())
  expect(vi.getTimerCount()).toBe(0)
})
