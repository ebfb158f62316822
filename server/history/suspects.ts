import { LRUCache } from 'lru-cache'
import type { Suspect } from './history-message'

/** Folders and files remembered; the oldest are tried again. */
export const MAX_SUSPECTS = 1_000

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
