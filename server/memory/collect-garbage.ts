import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: (() => void) | undefined

/**
 * A full collection of the calling thread's heap, at once: tens of milliseconds. Shared memory that
 * nobody holds any more goes back to the system only then, and only after a collection on each
 * thread that held it.
 */
export function collectGarbage(): void {
  collect ??= exposedCollector()
  collect()
}

/** A flag set at run time shows in contexts made after it. */
function exposedCollector(): () => void {
  setFlagsFromString('--expose-gc')
  const exposed: unknown = runInNewContext('gc')
  if (!isCallable(exposed)) throw new TypeError('this Node.js lets nobody collect garbage')
  return exposed
}

function isCallable(value: unknown): value is () => void {
  return typeof value === 'function'
}
