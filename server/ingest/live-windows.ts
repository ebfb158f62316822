import { instrumentIdentity, type LiveWindow } from '@/lib/spread/instrument'
import type { WindowChange } from './ingest-message'
import { SlotDirectory } from './slot-directory'

/** The quote windows there are, by `instrumentIdentity()`, as the worker tells of them. */
export class LiveWindows {
  readonly #directory = new SlotDirectory<LiveWindow>(({ exchange, symbol }) =>
    instrumentIdentity(exchange, symbol),
  )

  get byIdentity(): ReadonlyMap<string, LiveWindow> {
    return this.#directory.byIdentity
  }

  apply(changes: readonly WindowChange[]): void {
    for (const change of changes) {
      if (change.change === 'added') this.#directory.add(change.window)
      else this.#directory.remove(change)
    }
  }

  clear(): void {
    this.#directory.clear()
  }
}
