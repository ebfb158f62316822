import { setTimeout } from 'node:timers/promises'

const LOOK_MS = 20
const PATIENCE_MS = 60_000

/**
 * Resolves with the first answer of `look` that is neither undefined nor false.
 *
 * @throws Error naming `what` when there is none for a minute, or `patienceMs`
 */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const deadlineMs = performance.now() + patienceMs
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (performance.now() > deadlineMs) throw new Error(`waited in vain: ${what}`)
    await setTimeout(LOOK_MS)
  }
}
