import type { Screener } from './screener'
import type { FromScreenerThread, ToScreenerThread } from './screener-message'

/** How often figures of the hour are made anew, some at a time. */
const STEP_MS = 50
/** Slabs come back in their dozens when they do: they are let go together. */
const COLLECT_AFTER_MS = 500

export interface ScreenerSeams {
  post: (message: FromScreenerThread, transfer: ArrayBuffer[]) => void
  /** Of this thread: memory that was given back is free once it resolves. It does not reject. */
  collectGarbage: () => Promise<void>
}

/** Answers what the main thread asks. Ends with the thread, which has nothing to close but memory. */
export class ScreenerPort {
  readonly #screener: Screener
  readonly #seams: ScreenerSeams
  #toldVersion = 0
  #steppedMs = performance.now()
  #collecting: NodeJS.Timeout | undefined

  constructor(screener: Screener, seams: ScreenerSeams) {
    this.#screener = screener
    this.#seams = seams
  }

  start(): void {
    setInterval(() => this.#step(), STEP_MS)
  }

  take(message: ToScreenerThread): void {
    const screener = this.#screener
    switch (message.type) {
      case 'slab':
        screener.setSlab(message.pool, message.index, message.buffer)
        if (message.buffer === undefined) this.#collectSoon()
        return
      case 'pairs':
        return screener.setPairs(message.added, message.removed)
      case 'analyzed':
        return screener.setAnalyzed(message.pairs)
      case 'watch':
        return screener.watch()
      case 'rank':
        // A fault ends the thread, which whoever waits is told.
        return void screener.answer(message.query).then((text) => this.#answer(message.id, text))
      case 'episodes':
        return this.#answer(message.id, screener.episodes(message.request))
    }
  }

  #answer(id: number, text: string | undefined): void {
    const bytes = text === undefined ? undefined : new TextEncoder().encode(text)
    this.#seams.post({ type: 'answer', id, bytes }, bytes === undefined ? [] : [bytes.buffer])
    this.#tellSuspects()
  }

  #step(): void {
    const nowMs = performance.now()
    this.#screener.step(nowMs - this.#steppedMs)
    this.#steppedMs = nowMs
    this.#tellSuspects()
  }

  #tellSuspects(): void {
    const { suspectsVersion } = this.#screener
    if (suspectsVersion === this.#toldVersion) return
    this.#toldVersion = suspectsVersion
    this.#seams.post({ type: 'suspects', identities: this.#screener.suspects() }, [])
  }

  #collectSoon(): void {
    if (this.#collecting !== undefined) return
    this.#collecting = setTimeout(() => {
      this.#collecting = undefined
      void this.#seams.collectGarbage()
    }, COLLECT_AFTER_MS)
  }
}
