import type { SpreadKind } from '@/lib/market/spread-kind'
import type { Cursor, Encoded } from './encoded'
import { encodeChanges, encodeSeries, type Tail } from './line-encoder'
import type { PairEntry } from './market-source'
import { legAges, type RowSource } from './row-source'
import type { SeriesCache } from './series-cache'

/** Rows that a reader may get a second time so that it can share another reader's bytes. */
const MAX_REPEATED_ROWS = 2

/**
 * The changes of one pair in one spread kind, as bytes.
 *
 * Only the newest row of a series changes, so a reader that was sent the rows up to `endRow` needs
 * the rows from endRow - 1 on. Readers at the same row share what is encoded; nothing is encoded
 * again within `shareMs`, nor while the pair stands still. Rows that are gone or were rewritten
 * cannot be sent as changes: then the whole series is due. `nowMs` is the steady clock.
 */
export class Channel {
  readonly entry: PairEntry
  readonly kind: SpreadKind
  readonly #rows: RowSource
  readonly #cache: SeriesCache
  readonly #shareMs: number
  #serial = 0
  /** Of the newest quote encoded. */
  #arrivalMs = NaN
  /** Newest first; no more than can still be shared. */
  #recent: Encoded[] = []

  constructor(
    entry: PairEntry,
    kind: SpreadKind,
    rows: RowSource,
    cache: SeriesCache,
    shareMs: number,
  ) {
    this.entry = entry
    this.kind = kind
    this.#rows = rows
    this.#cache = cache
    this.#shareMs = shareMs
  }

  /** What brings a reader up to date; `series`: only that will do; `none`: nothing yet. */
  changes(cursor: Cursor, nowMs: number): Encoded | 'series' | 'none' {
    const version = this.#rows.version(this.entry)
    if (version === cursor.version) return 'none'
    if (cursor.endRow === 0) return 'series'
    const needed = cursor.endRow - 1
    this.#recent = this.#recent.filter(
      (one) => one.version === version || nowMs - one.encodedMs < this.#shareMs,
    )
    const shared = this.#recent.find((one) => covers(one, needed))
    const encoded = shared ?? this.#encodeChanges(needed, nowMs)
    if (encoded === undefined || encoded.serial <= cursor.serial) return 'none'
    if (encoded.fromRow > needed || encoded.rewrites !== cursor.rewrites) return 'series'
    return encoded
  }

  /**
   * The whole series as far back as `windowSeconds`, newer than what has the number `sentSerial`;
   * undefined: try again a little later.
   */
  series(windowSeconds: number, sentSerial: number, nowMs: number): Encoded | undefined {
    const version = this.#rows.version(this.entry)
    const cached = this.#cache.get(this, windowSeconds, version, nowMs)
    if (cached !== undefined && cached.serial > sentSerial) return cached
    if (this.#rows.readRows(this.entry, 0, this.kind) !== 'ok') return undefined
    const { head, rows } = this.#rows
    const from = firstRowSince(rows, Math.floor(this.#rows.clock() / 1_000) - windowSeconds)
    const tail = encodeSeries(this.entry, this.kind, rows, from, legAges(head, this.#rows.clock()))
    const encoded = this.#encoded([tail], nowMs)
    this.#cache.set(this, windowSeconds, encoded)
    return encoded
  }

  #encodeChanges(fromRow: number, nowMs: number): Encoded | undefined {
    if (this.#rows.readRows(this.entry, fromRow, this.kind) !== 'ok') return undefined
    const { head, rows } = this.#rows
    const encoded = this.#encoded(
      encodeChanges(this.entry, rows, legAges(head, this.#rows.clock())),
      nowMs,
    )
    this.#recent.unshift(encoded)
    return encoded
  }

  #encoded(tails: Tail[], encodedMs: number): Encoded {
    const { version, rewrites, firstRow: fromRow, length } = this.#rows.rows
    const { arrivalMs } = this.#rows.head
    const isNew = arrivalMs !== this.#arrivalMs
    this.#arrivalMs = arrivalMs
    return {
      tails,
      serial: ++this.#serial,
      ...{ version, rewrites, fromRow, encodedMs },
      endRow: fromRow + length,
      arrivalMs: isNew ? arrivalMs : NaN,
    }
  }
}

function covers(encoded: Encoded, neededRow: number): boolean {
  const repeated = neededRow - encoded.fromRow
  return repeated >= 0 && repeated <= MAX_REPEATED_ROWS
}

/** The first row that reaches past `time`; a hole does so if its end does. */
function firstRowSince(
  rows: { length: number; time: Float64Array; count: Int32Array },
  time: number,
): number {
  let row = 0
  while (row < rows.length && rows.time[row]! < time) row++
  const reachesIn = row > 0 && rows.count[row - 1]! < 0 && (rows.time[row] ?? Infinity) > time
  return reachesIn ? row - 1 : row
}
