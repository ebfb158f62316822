import type { CDPSession } from '@playwright/test'

const MIB = 1024 * 1024

/** What a page holds once everything unreachable is gone. */
export interface PageHeap {
  heapMiB: number
  nodes: number
  listeners: number
}

/** Collects first. The page's own memory; its shared worker has a heap of its own. */
export async function collectedHeap(session: CDPSession): Promise<PageHeap> {
  // What a first one finalises a second one frees.
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const metrics = await pageMetrics(session)
  return {
    heapMiB: metrics('JSHeapUsedSize') / MIB,
    nodes: metrics('Nodes'),
    listeners: metrics('JSEventListeners'),
  }
}

/** `memoryMiB`: with the numbers of typed arrays, which are not in the heap. Collects first. */
export async function heldMemory(
  session: CDPSession,
): Promise<Record<'heapMiB' | 'memoryMiB', number>> {
  const { heapMiB } = await collectedHeap(session)
  const { backingStorageSize } = await session.send('Runtime.getHeapUsage')
  return { heapMiB, memoryMiB: heapMiB + backingStorageSize / MIB }
}

/** Processor time of the page's main thread since it was opened, seconds. */
export async function mainThreadSeconds(session: CDPSession): Promise<number> {
  return (await pageMetrics(session))('ThreadTime')
}

/** Seconds that the page's main thread was busy since it was opened. */
export async function busySeconds(session: CDPSession): Promise<number> {
  return (await pageMetrics(session))('TaskDuration')
}

async function pageMetrics(session: CDPSession): Promise<(name: string) => number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return (name) => {
    const found = metrics.find((metric) => metric.name === name)
    if (found === undefined) throw new Error(`the browser does not tell ${name}`)
    return found.value
  }
}
