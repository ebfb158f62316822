import { encodeTail, type Tail } from './line-encoder'
import type { FeedFields } from '@/lib/protocol/stream-line'
import type { MarketSource } from './market-source'
import type { ProcessFields } from './surroundings'

/** The feed's figures go out at most this often, its state at once. */
const FEED_LINE_MS = 1_000
/** Even if nothing changed, so that a reader can tell a quiet stream from a dead one. */
const KEEP_ALIVE_MS = 3_000

/** The feed line as bytes, encoded once for all subscribers. */
export class FeedLine {
  readonly #source: MarketSource
  readonly #process: () => ProcessFields
  #serial = 0
  #tail: Tail
  #sentMs = -Infinity

  constructor(source: MarketSource, process: () => ProcessFields) {
    this.#source = source
    this.#process = process
    this.#tail = encodeTail({ type: 'feed', ...this.fields() })
  }

  /** As of now. */
  fields(): FeedFields {
    return { ...this.#source.feed(), ...this.#process() }
  }

  /** Grows when there is a line to send. */
  get serial(): number {
    return this.#serial
  }

  get tail(): Tail {
    return this.#tail
  }

  /** Takes the feed as it is now, if it is time; `nowMs` is the steady clock. */
  refresh(nowMs: number): void {
    if (nowMs - this.#sentMs >= FEED_LINE_MS) this.#take(nowMs)
  }

  /** The feed's state is another: takes it whatever the time. */
  refreshAtOnce(nowMs: number): void {
    this.#take(nowMs)
  }

  #take(nowMs: number): void {
    const tail = encodeTail({ type: 'feed', ...this.fields() })
    if (tail.equals(this.#tail) && nowMs - this.#sentMs < KEEP_ALIVE_MS) return
    this.#tail = tail
    this.#sentMs = nowMs
    this.#serial++
  }
}
