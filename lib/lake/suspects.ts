import { LRUCache } from 'lru-cache'
import * as z from 'zod'

/** Read when a process ended: a folder, or a file with a mark that changes with it. */
export const suspectSchema = z.object({ path: z.string(), mark: z.string().nullable() })
export type Suspect = z.infer<typeof suspectSchema>

/** Folders and files remembered; the oldest are tried again. */
export const MAX_SUSPECTS = 1_000
/** What damage in a file may do to a process, other than whoever kills it. */
const CRASH_SIGNALS = new Set(['SIGABRT', 'SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGTRAP'])

/** Whether a process that ended so may have crashed on what it read. */
export function isCrashSignal(signal: string | null): boolean {
  return signal !== null && CRASH_SIGNALS.has(signal)
}

/** What was being read when processes crashed. */
export class Suspects {
  readonly #marks = new LRUCache<string, { mark: string | null }>({ max: MAX_SUSPECTS })

  /**
   * `collecting`: all that was being read at once. A single file is to blame only if no folder was
   * read beside it: the folders are then read file by file.
   */
  blame(collecting: readonly Suspect[]): void {
    const folders = collecting.filter(({ mark }) => mark === null)
    for (const { path, mark } of folders.length > 0 ? folders : collecting) {
      this.#marks.set(path, { mark })
    }
  }

  all(): Suspect[] {
    return [...this.#marks.entries()].map(([path, { mark }]) => ({ path, mark }))
  }
}
