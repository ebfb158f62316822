import { SPREAD_KINDS } from '../market/spread-kind'

/** An episode begins beyond this, percent, absolute ... */
export const EPISODE_BEYOND_PCT = 0.4
/** ... and is over, and counted, below this (contract §6). */
export const EPISODE_NEUTRAL_PCT = 0.05

/** The hour is these minutes, the current one included. */
const MINUTES = 60
const KINDS = SPREAD_KINDS.length

/**
 * The largest spread and the finished episodes of the last hour, by minutes, for the three kinds of
 * one pair. A point costs O(1), a new minute O(60).
 *
 * The newest point may still be replaced, so everything is kept twice: settled, without that
 * point, and current, with it.
 */
export class HourFigures {
  readonly #buckets = new Float64Array(KINDS * MINUTES).fill(NaN)
  readonly #bucketEpisodes = new Int32Array(KINDS * MINUTES)
  readonly #older = new Float64Array(KINDS).fill(NaN)
  readonly #settled = new Float64Array(KINDS).fill(NaN)
  readonly #current = new Float64Array(KINDS).fill(NaN)
  readonly #olderEpisodes = new Int32Array(KINDS)
  readonly #settledEpisodes = new Int32Array(KINDS)
  readonly #currentEpisodes = new Int32Array(KINDS)
  readonly #settledArmed = new Uint8Array(KINDS)
  readonly #currentArmed = new Uint8Array(KINDS)
  #minute = NaN

  /** Percent, signed: the value farthest from zero; NaN without a point. */
  extreme(kind: number): number {
    return farther(this.#older[kind]!, this.#current[kind]!)
  }

  /** Episodes finished. */
  episodes(kind: number): number {
    return this.#olderEpisodes[kind]! + this.#currentEpisodes[kind]!
  }

  /** True when minutes have passed; figures may have changed then. `minute`: epoch minutes. */
  advance(minute: number): boolean {
    if (minute <= this.#minute) return false
    const passed = Math.min(MINUTES, minute - this.#minute)
    for (let kind = 0; kind < KINDS; kind++) this.#turn(kind, minute, passed)
    this.#minute = minute
    return true
  }

  /** A point of the current minute; with `replaces` it stands for the one before it. */
  add(kind: number, spreadPct: number, replaces: boolean): void {
    if (!replaces) {
      this.#settled[kind] = this.#current[kind]!
      this.#settledArmed[kind] = this.#currentArmed[kind]!
      this.#settledEpisodes[kind] = this.#currentEpisodes[kind]!
    }
    const distance = Math.abs(spreadPct)
    const armed = this.#settledArmed[kind] === 1
    const finished = armed && distance < EPISODE_NEUTRAL_PCT
    this.#current[kind] = farther(this.#settled[kind]!, spreadPct)
    this.#currentEpisodes[kind] = this.#settledEpisodes[kind]! + (finished ? 1 : 0)
    this.#currentArmed[kind] = distance > EPISODE_BEYOND_PCT || (armed && !finished) ? 1 : 0
  }

  /** Closes the current minute of a kind and forgets those that are an hour old. */
  #turn(kind: number, minute: number, passed: number): void {
    const base = kind * MINUTES
    if (!Number.isNaN(this.#minute)) {
      this.#buckets[base + (this.#minute % MINUTES)] = this.#current[kind]!
      this.#bucketEpisodes[base + (this.#minute % MINUTES)] = this.#currentEpisodes[kind]!
    }
    for (let back = 0; back < passed; back++) {
      this.#buckets[base + ((minute - back) % MINUTES)] = NaN
      this.#bucketEpisodes[base + ((minute - back) % MINUTES)] = 0
    }
    let older = NaN
    let episodes = 0
    for (let at = base; at < base + MINUTES; at++) {
      older = farther(older, this.#buckets[at]!)
      episodes += this.#bucketEpisodes[at]!
    }
    this.#older[kind] = older
    this.#olderEpisodes[kind] = episodes
    this.#settled[kind] = NaN
    this.#current[kind] = NaN
    this.#settledEpisodes[kind] = 0
    this.#currentEpisodes[kind] = 0
    this.#settledArmed[kind] = this.#currentArmed[kind]!
  }
}

/** The one farther from zero; NaN counts for nothing. */
function farther(a: number, b: number): number {
  if (Number.isNaN(a)) return b
  return Math.abs(b) > Math.abs(a) ? b : a
}
