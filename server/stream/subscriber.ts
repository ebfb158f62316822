import type { StreamQuery } from '@/lib/protocol/stream-query'
import type { SpreadKind } from '@/lib/market/spread-kind'
import type { Cursor } from './encoded'
import type { FollowedPair } from './followed-pair'
import { seqPrefix, type Tail } from './line-encoder'
import type { StreamSink } from './stream-sink'

/** One subscriber's interest in one pair. */
export interface Follow {
  readonly subscriber: Subscriber
  readonly pair: FollowedPair
  readonly kind: SpreadKind
  readonly cursor: Cursor
  /** It was sent the whole series, and no line after that is missing. */
  isLive: boolean
  sentMs: number
}

/** One stream: its numbered lines and the pairs it follows. */
export class Subscriber {
  readonly query: StreamQuery
  /** By pair identity. */
  readonly follows = new Map<string, Follow>()
  /** Those whose whole series is due, in the order in which it became so. */
  readonly due = new Set<Follow>()
  /** The number of the feed line sent last. */
  feedSerial = 0
  /** The number of the ranking applied last; 0 before the first. */
  rankingSerial = 0
  /** Since when the reader takes nothing; undefined while it keeps up. */
  fullSinceMs: number | undefined
  readonly #sink: StreamSink
  #seq = 0

  constructor(query: StreamQuery, sink: StreamSink) {
    this.query = query
    this.#sink = sink
  }

  get queuedBytes(): number {
    return this.#sink.queuedBytes
  }

  /** All lines in one write; returns its bytes. */
  send(tails: readonly Tail[]): number {
    const lines = this.#lines(tails)
    this.#sink.write(lines)
    return lines.length
  }

  /** The last line. */
  end(tail: Tail): void {
    this.#sink.end(this.#lines([tail]))
  }

  /** Leaves a hole in the numbers: the reader shall know that it missed something. */
  skipSeq(lines: number): void {
    this.#seq += lines
  }

  #lines(tails: readonly Tail[]): Buffer {
    const prefixes = tails.map(() => seqPrefix(this.#seq++))
    let length = 0
    for (let i = 0; i < tails.length; i++) length += prefixes[i]!.length + tails[i]!.length
    const chunk = Buffer.allocUnsafe(length)
    let at = 0
    for (let i = 0; i < tails.length; i++) {
      at += chunk.write(prefixes[i]!, at, 'latin1')
      chunk.set(tails[i]!, at)
      at += tails[i]!.length
    }
    return chunk
  }
}
