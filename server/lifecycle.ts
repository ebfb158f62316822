import type { Log } from './log'
import { StartError } from './start-error'

/** What was started, so that it is stopped in reverse. */
export class Lifecycle {
  readonly #log: Log
  /** Undo steps, the newest last. */
  readonly #undos: (() => Promise<void> | void)[] = []
  #stopping: Promise<void> | undefined

  constructor(log: Log) {
    this.#log = log
  }

  /**
   * `undo` undoes what is about to be, or has just been, started. One that fails is logged and holds
   * up nobody.
   *
   * @throws StartError when everything has been stopped meanwhile; `undo` is kept for `finish`
   */
  onStop(undo: () => Promise<void> | void): void {
    this.#undos.push(undo)
    if (this.#stopping !== undefined) throw new StartError('It was stopped before it was ready.')
  }

  /** Any number of times; resolves when all is stopped. */
  stop(): Promise<void> {
    this.#stopping ??= this.#undoAll()
    return this.#stopping
  }

  /** After a failed start: stopped while it was starting, a part may have come up after the others were gone. */
  async finish(): Promise<void> {
    await this.stop()
    await this.#undoAll()
  }

  async #undoAll(): Promise<void> {
    for (let undo = this.#undos.pop(); undo !== undefined; undo = this.#undos.pop()) {
      try {
        await undo()
      } catch (error) {
        this.#log.error(error, 'a part did not stop as it should')
      }
    }
  }
}
