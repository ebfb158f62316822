/**
 * Locks tell when a tab or a worker is gone, which nothing else does: its locks become free. On
 * plain http under a host name there are none.
 */
export const hasLocks = typeof navigator !== 'undefined' && 'locks' in navigator

/** Holds a lock of a new name as long as this tab or worker lives; resolves once it is held. */
export function holdLifeLock(kind: 'tab' | 'worker'): Promise<string> {
  const name = `spreadscope-${kind}-${crypto.getRandomValues(new Uint32Array(3)).join('-')}`
  return new Promise((resolve, reject) => {
    const forever = new Promise<never>(() => {})
    navigator.locks
      .request(name, () => {
        resolve(name)
        return forever
      })
      .catch(reject)
  })
}

/** Calls once the holder of the lock is gone. The answer stops waiting. */
export function onLifeLockFree(name: string, onFree: () => void): () => void {
  const controller = new AbortController()
  navigator.locks.request(name, { signal: controller.signal }, onFree).catch((fault: unknown) => {
    if (!controller.signal.aborted) reportError(fault)
  })
  return () => controller.abort()
}
