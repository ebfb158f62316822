import type { IngestMessage, PairChange, WindowChange } from './ingest-message'

/**
 * Gathers what the engine tells while a batch of frames is read and posts it as one message when
 * the batch is through: a message for each wake would cost more than the quote.
 */
export class MarketOutbox {
  readonly #post: (message: IngestMessage) => void
  #windows: WindowChange[] = []
  #pairs: PairChange[] = []
  #woken: number[] = []
  #due: NodeJS.Immediate | undefined

  constructor(post: (message: IngestMessage) => void) {
    this.#post = post
  }

  addWindow(change: WindowChange): void {
    this.#windows.push(change)
    this.#due ??= setImmediate(() => this.flush())
  }

  addPair(change: PairChange): void {
    this.#pairs.push(change)
    this.#due ??= setImmediate(() => this.flush())
  }

  addWake(slot: number): void {
    this.#woken.push(slot)
    this.#due ??= setImmediate(() => this.flush())
  }

  close(): void {
    clearImmediate(this.#due)
  }

  /** Posts what is due now, so that what is posted next comes after it. */
  flush(): void {
    if (this.#due === undefined) return
    clearImmediate(this.#due)
    this.#post({
      type: 'market',
      windows: this.#windows,
      pairs: this.#pairs,
      woken: this.#woken,
    })
    this.#windows = []
    this.#pairs = []
    this.#woken = []
    this.#due = undefined
  }
}
