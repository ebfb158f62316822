import { setImmediate } from 'node:timers/promises'

/** Files looked at at once; more do not get faster, and each holds a descriptor. */
const BATCH = 32

/**
 * Does something with each item, some at once, and gives the results in the order of the items.
 * Others run between two batches. Throws the signal's reason between two batches once it is aborted.
 */
export async function* inBatches<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Result | Promise<Result>,
  signal?: AbortSignal,
): AsyncGenerator<Result> {
  for (let at = 0; at < items.length; at += BATCH) {
    if (at > 0) await setImmediate()
    signal?.throwIfAborted()
    yield* await Promise.all(items.slice(at, at + BATCH).map(work))
  }
}
