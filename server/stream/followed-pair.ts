import { SPREAD_KINDS, type SpreadKind } from '@/lib/market/spread-kind'
import { Channel } from './channel'
import type { PairEntry } from './market-source'
import type { RowSource } from './row-source'
import type { SeriesCache } from './series-cache'

/**
 * A pair that somebody follows. It may not exist yet, vanish, and come back as another series.
 */
export class FollowedPair {
  readonly identity: string
  /** The writer will report the next change. */
  isArmed = false
  readonly #rows: RowSource
  readonly #cache: SeriesCache
  readonly #shareMs: number
  #entry: PairEntry | undefined
  #key: string
  #channels: Channel[] = []

  constructor(identity: string, rows: RowSource, cache: SeriesCache, shareMs: number) {
    this.identity = identity
    this.#key = identity
    this.#rows = rows
    this.#cache = cache
    this.#shareMs = shareMs
  }

  /** As it stands on the wire, as last known. */
  get key(): string {
    return this.#key
  }

  get entry(): PairEntry | undefined {
    return this.#entry
  }

  set entry(entry: PairEntry | undefined) {
    for (const channel of this.#channels) this.#cache.drop(channel)
    this.#channels = []
    this.#entry = entry
    this.#key = entry?.key ?? this.#key
    this.isArmed = false
  }

  /** Undefined while the pair does not exist. */
  channel(kind: SpreadKind): Channel | undefined {
    if (this.#entry === undefined) return undefined
    const index = SPREAD_KINDS.indexOf(kind)
    this.#channels[index] ??= new Channel(this.#entry, kind, this.#rows, this.#cache, this.#shareMs)
    return this.#channels[index]
  }

  /** Whether nothing has changed since `version`. */
  isAt(version: number): boolean {
    return this.#entry === undefined || this.#rows.version(this.#entry) === version
  }

  /**
   * Whether a reader at `version` has everything. If so, the writer is asked to report the next
   * change; the version is looked at again afterwards, because it may just have moved.
   */
  isQuietAt(version: number): boolean {
    if (this.#entry === undefined) return true
    if (!this.isAt(version)) return false
    if (this.isArmed) return true
    this.isArmed = true
    this.#rows.arm(this.#entry)
    return this.isAt(version)
  }
}
