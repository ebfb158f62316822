/** Files looked at at once; more do not get faster, and each holds a descriptor. */
const BATCH = 32

/**
 * Does something with each item, some at once, and gives the results in the order of the items.
 * Throws the signal's reason between two batches once it is aborted.
 */
export async function* inBatches<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  signal?: AbortSignal,
): AsyncGenerator<Result> {
  for (let at = 0; at < items.length; at += BATCH) {
    signal?.throwIfAborted()
    yield* await Promise.all(items.slice(at, at + BATCH).map(work))
  }
}
