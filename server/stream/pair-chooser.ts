import { pairIdentity, pairKey, type Pair } from '@/lib/market/pair'
import type { FollowBook } from './follow-book'
import { encodeTail, type Tail } from './line-encoder'
import type { RankChoice, Ranking } from './ranking'
import type { Subscriber } from './subscriber'

/** What `hello` says of a choice. */
export interface ChosenPairs {
  /** As they stand on the wire. */
  pairs: string[]
  /** As they were asked for; they are followed all the same, and come in canonical spelling. */
  unknown: string[]
}

/** Makes a subscriber follow what it asked for, by name or by rank. */
export class PairChooser {
  readonly #book: FollowBook
  readonly #ranking: Ranking

  constructor(book: FollowBook, ranking: Ranking) {
    this.#book = book
    this.#ranking = ranking
  }

  /** `nowMs` is the steady clock. */
  choose(subscriber: Subscriber, nowMs: number): ChosenPairs {
    const { choice } = subscriber.query
    return choice.by === 'name'
      ? this.#byName(subscriber, choice.pairs)
      : this.#byRank(subscriber, choice, nowMs)
  }

  /** Follows a new ranking, if there is one; the lines that say which pairs came and went. */
  update(subscriber: Subscriber, nowMs: number): Tail[] {
    const { choice, spread } = subscriber.query
    if (choice.by === 'name') return []
    const serial = this.#ranking.serial(nowMs)
    if (serial === subscriber.rankingSerial) return []
    subscriber.rankingSerial = serial
    const chosen = this.#ranking.first(choice, spread, nowMs)
    const tails: Tail[] = []
    for (const [identity, follow] of subscriber.follows) {
      if (chosen.has(identity)) continue
      this.#book.unfollow(follow)
      tails.push(encodeTail({ type: 'pair', pair: follow.pair.key, change: 'removed' }))
    }
    for (const [identity, { entry }] of chosen) {
      if (subscriber.follows.has(identity)) continue
      this.#book.follow(subscriber, identity, spread)
      tails.push(encodeTail({ type: 'pair', pair: entry.key, change: 'added' }))
    }
    return tails
  }

  #byName(subscriber: Subscriber, asked: readonly Pair[]): ChosenPairs {
    const pairs: string[] = []
    const unknown: string[] = []
    for (const pair of asked) {
      const identity = pairIdentity(pair)
      const { entry } = this.#book.follow(subscriber, identity, subscriber.query.spread)
      if (entry === undefined) unknown.push(pairKey(pair))
      else pairs.push(entry.key)
    }
    return { pairs, unknown }
  }

  #byRank(subscriber: Subscriber, choice: RankChoice, nowMs: number): ChosenPairs {
    const { spread } = subscriber.query
    subscriber.rankingSerial = this.#ranking.serial(nowMs)
    const pairs: string[] = []
    for (const [identity, { entry }] of this.#ranking.first(choice, spread, nowMs)) {
      this.#book.follow(subscriber, identity, spread)
      pairs.push(entry.key)
    }
    return { pairs, unknown: [] }
  }
}
