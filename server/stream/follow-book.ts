import type { SpreadKind } from '@/lib/market/spread-kind'
import { pairIdentity } from '@/lib/market/pair'
import { createCursor } from './encoded'
import { FollowedPair } from './followed-pair'
import type { MarketSource, PairEntry } from './market-source'
import type { RowSource } from './row-source'
import type { SeriesCache } from './series-cache'
import type { Follow, Subscriber } from './subscriber'

const NOBODY: ReadonlySet<Follow> = new Set()

/** Who follows which pair. It holds no pair that nobody follows. */
export class FollowBook {
  readonly #source: MarketSource
  readonly #rows: RowSource
  readonly #cache: SeriesCache
  readonly #shareMs: number
  readonly #pairs = new Map<string, FollowedPair>()
  readonly #follows = new Map<FollowedPair, Set<Follow>>()
  readonly #bySlot = new Map<number, FollowedPair>()

  constructor(source: MarketSource, rows: RowSource, cache: SeriesCache, shareMs: number) {
    this.#source = source
    this.#rows = rows
    this.#cache = cache
    this.#shareMs = shareMs
  }

  get size(): number {
    return this.#pairs.size
  }

  /** The writer reported a change of an armed slot: who follows it. */
  wake(slot: number): ReadonlySet<Follow> {
    const pair = this.#bySlot.get(slot)
    if (pair === undefined) return NOBODY
    pair.isArmed = false
    return this.#followsOf(pair)
  }

  /** The series of the pair becomes due as soon as the pair exists. */
  follow(subscriber: Subscriber, identity: string, kind: SpreadKind): FollowedPair {
    const pair = this.#pairs.get(identity) ?? this.#open(identity)
    const cursor = createCursor()
    const follow = { subscriber, pair, kind, cursor, isLive: false, sentMs: -Infinity }
    this.#follows.get(pair)?.add(follow)
    subscriber.follows.set(identity, follow)
    if (pair.entry !== undefined) subscriber.due.add(follow)
    return pair
  }

  unfollow(follow: Follow): void {
    const { pair, subscriber } = follow
    subscriber.follows.delete(pair.identity)
    subscriber.due.delete(follow)
    const others = this.#follows.get(pair)
    others?.delete(follow)
    if (others === undefined || others.size > 0) return
    this.#place(pair, undefined)
    this.#follows.delete(pair)
    this.#pairs.delete(pair.identity)
  }

  /** Pairs came or went; those who follow one that came are returned. */
  change(added: readonly PairEntry[], removed: readonly PairEntry[]): Set<Subscriber> {
    for (const entry of removed) {
      const pair = this.#bySlot.get(entry.slot)
      if (pair?.entry?.generation === entry.generation) this.#place(pair, undefined)
    }
    const concerned = new Set<Subscriber>()
    for (const entry of added) {
      const pair = this.#pairs.get(pairIdentity(entry))
      if (pair === undefined) continue
      this.#place(pair, entry)
      for (const follow of this.#followsOf(pair)) concerned.add(follow.subscriber)
    }
    return concerned
  }

  #followsOf(pair: FollowedPair): ReadonlySet<Follow> {
    return this.#follows.get(pair) ?? NOBODY
  }

  #open(identity: string): FollowedPair {
    const pair = new FollowedPair(identity, this.#rows, this.#cache, this.#shareMs)
    this.#pairs.set(identity, pair)
    this.#follows.set(pair, new Set())
    this.#place(pair, this.#source.pairs.get(identity))
    return pair
  }

  #place(pair: FollowedPair, entry: PairEntry | undefined): void {
    if (pair.entry !== undefined) this.#bySlot.delete(pair.entry.slot)
    if (entry !== undefined) this.#bySlot.set(entry.slot, pair)
    pair.entry = entry
    for (const follow of this.#followsOf(pair)) {
      follow.isLive = false
      // Numbers of another channel mean nothing to the next one.
      follow.cursor.serial = 0
      if (entry === undefined) follow.subscriber.due.delete(follow)
      else follow.subscriber.due.add(follow)
    }
  }
}
