import { measureMemory } from 'node:vm'

/** It takes some 30 ms; on a machine that is much too busy, a hundred times as long. */
const PATIENCE_MS = 5_000

/**
 * A full collection of the calling thread's heap, of which the most is done between other work and
 * beside it: no pause is longer than a few milliseconds, where `collectGarbage` takes 10 to 40.
 * Resolves when it is through, after some 30 ms, or when V8 has not answered for `patienceMs`: what
 * was given back is free then with V8's next collection.
 *
 * To measure memory V8 marks what is alive, in steps, and that is the first half of a collection;
 * nothing else that JavaScript can ask for starts one. Node.js warns that it is experimental.
 */
export async function collectInSteps(
  measure: () => Promise<unknown> = measureAll,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  let deadline: NodeJS.Timeout | undefined
  const tooLate = new Promise<void>((resolve) => {
    deadline = setTimeout(resolve, patienceMs)
  })
  try {
    await Promise.race([measure(), tooLate])
  } finally {
    clearTimeout(deadline)
  }
}

function measureAll(): Promise<unknown> {
  return measureMemory({ mode: 'summary', execution: 'eager' })
}
