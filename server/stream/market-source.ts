import type { Pair } from '@/lib/market/pair'
import type { FeedFields } from '@/lib/protocol/stream-line'
import type { RowColumns, SeriesHead } from '@/lib/spread/series-columns'
import type { ReadResult } from '@/lib/window/read-result'

/** A pair of the market and where its series lies in shared memory. */
export interface PairEntry extends Pair {
  /** `pairKey()` of the canonical spelling: what stands on the wire. */
  readonly key: string
  readonly slot: number
  /** Differs between the series that one slot holds one after the other. */
  readonly generation: number
}

/** What the stream reads of shared memory; every read is consistent or says that it is not. */
export interface SeriesView {
  /** `readRows` never gives more rows than this. */
  readonly maxRows: number
  /** One atomic load; differs after every change of the slot. */
  version(slot: number): number
  readHead(slot: number, generation: number, into: SeriesHead): ReadResult
  /** Rows from `fromRow` (or the oldest there is, if newer) to the newest, of one spread kind. */
  readRows(
    slot: number,
    generation: number,
    fromRow: number,
    kind: number,
    into: RowColumns,
  ): ReadResult
  /** Asks to be told once, by `onWake`, of the next change of the slot. */
  arm(slot: number): void
}

/** The market as the stream needs it: which pairs there are, their rows, the state of the feed. */
export interface MarketSource {
  /** By `pairIdentity()`. Another map once all of them were replaced. */
  readonly pairs: ReadonlyMap<string, PairEntry>
  /** Another object once the writer was restarted; every pair was reported removed before. */
  readonly reader: SeriesView
  feed(): FeedFields
  /** Epoch ms: the time at which the market is, which may stand still. */
  clock(): number
  /** Each of these returns its undo. */
  onPairs(
    listener: (added: readonly PairEntry[], removed: readonly PairEntry[]) => void,
  ): () => void
  onWake(listener: (slots: readonly number[]) => void): () => void
  onFeed(listener: (feed: FeedFields) => void): () => void
}
