import { measureMemory } from 'node:vm'

/**
 * A full collection of the calling thread's heap, of which the most is done between other work and
 * beside it: no pause is longer than a few milliseconds, where `collectGarbage` takes 10 to 40.
 * Resolves when it is through, after some 30 ms.
 *
 * To measure memory V8 marks what is alive, in steps, and that is the first half of a collection;
 * nothing else that JavaScript can ask for starts one. Node.js warns that it is experimental.
 */
export async function collectInSteps(): Promise<void> {
  await measureMemory({ mode: 'summary', execution: 'eager' })
}
