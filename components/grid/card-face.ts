import type { SpreadKind } from '@/lib/market/spread-kind'
import { percentFigure } from '../chart/axis-figure'
import { newestValue, type ChartScene } from '../chart/chart-scene'
import type { PairRows } from '../stream/pair-rows'
import { basisPoints } from '../ui/number-format'
import { age } from '../ui/time-format'
import { UTC_CLOCK, type ZoneClock } from '../ui/zone-clock'

/** Beyond this the spread is an excursion, percent. */
export const EXCURSION_PCT = 0.4
/** A leg older than the join's tolerance is stale, milliseconds. */
const STALE_MS = 2_000

export interface LegFace {
  name: string
  /** `0.2 s`, `stale 62 s`, `12:46:51`. */
  words: string
  isStale: boolean
}

/** The words and numbers of a card, ready to be shown. */
export interface CardFace {
  /** Signed percent without its unit; undefined: no value. */
  value: string | undefined
  tone: 'plain' | 'hot' | 'quiet'
  bp: string | undefined
  band: { lower: string; upper: string } | undefined
  /** The server is gone: this is the last picture. */
  isOld: boolean
  /** Instead of bp and band: `feed down`, `old`. */
  note: string | undefined
  legs: readonly [LegFace, LegFace]
  /** Said in the middle of an empty chart. */
  empty: { title: string; detail: string } | undefined
}

/**
 * Whether the newest spread is an excursion: not while the spread is missing, and of what one could
 * trade only a gain. `spread`: the kind that `rows` hold.
 */
export function isExcursion(rows: PairRows, spread: SpreadKind): boolean {
  const { bars } = rows
  if (bars.length === 0 || rows.openHole !== undefined) return false
  const last = bars.columns.last[bars.length - 1]!
  return (spread === 'bid' ? Math.abs(last) : last) > EXCURSION_PCT
}

/** `spread`: the kind that `rows` hold. `nowMs`: local clock, epoch milliseconds. */
export function cardFace(
  rows: PairRows,
  scene: ChartScene,
  spread: SpreadKind,
  nowMs: number,
  zone: ZoneClock = UTC_CLOCK,
): CardFace {
  const hole = rows.openHole
  const newest = newestValue(scene.items)
  const { digits } = scene
  const isOld = rows.lostAtMs !== undefined
  const legs = legFaces(rows, nowMs, hole?.cause === 'feed_down', zone)
  const note = isOld ? 'old' : hole?.cause === 'feed_down' ? 'feed down' : undefined
  if (newest === undefined) {
    const empty = emptyWords(rows, hole?.cause)
    return {
      value: undefined,
      tone: 'quiet',
      bp: undefined,
      band: undefined,
      isOld,
      note,
      legs,
      empty,
    }
  }
  // Most edges are losses; only a gain asks for attention.
  const isLoss = spread !== 'bid' && newest.last < 0
  const isQuiet = isOld || hole !== undefined || isLoss
  const hasBand = !Number.isNaN(newest.lower + newest.upper) && !isOnePoint(rows)
  return {
    value: percentFigure(newest.last, digits),
    tone: isQuiet ? 'quiet' : isExcursion(rows, spread) ? 'hot' : 'plain',
    bp: basisPoints(newest.last),
    band: hasBand
      ? { lower: percentFigure(newest.lower, digits), upper: percentFigure(newest.upper, digits) }
      : undefined,
    isOld,
    note,
    legs,
    empty: undefined,
  }
}

/** Of a single point the band is that point: it says nothing. */
function isOnePoint({ bars: { length, columns } }: PairRows): boolean {
  return length === 1 && columns.count[0] === 1 && columns.upper[0] === columns.lower[0]
}

function legFaces(
  rows: PairRows,
  nowMs: number,
  isFeedDown: boolean,
  zone: ZoneClock,
): [LegFace, LegFace] {
  const face = (name: string, ageMs: number | undefined): LegFace => {
    if (rows.lostAtMs !== undefined) {
      return { name, words: zone.second(rows.lostAtMs / 1_000), isStale: false }
    }
    if (ageMs === undefined) return { name, words: 'no quotes', isStale: true }
    const nowAgeMs = ageMs + nowMs - rows.agesAtMs
    // While the feed is down both legs are old through no fault of theirs.
    const isStale = nowAgeMs > STALE_MS && !isFeedDown
    return { name, words: `${isStale ? 'stale ' : ''}${age(nowAgeMs)}`, isStale }
  }
  return [face(rows.exchange1, rows.age1Ms), face(rows.exchange2, rows.age2Ms)]
}

function emptyWords(rows: PairRows, cause: string | undefined) {
  if (cause === 'feed_down') {
    return { title: 'No value yet', detail: 'The feed is down. The chart fills when it is back.' }
  }
  if (cause === undefined) {
    return { title: 'No value yet', detail: 'The two exchanges have not quoted within 2 s so far.' }
  }
  const name = cause === 'leg1_stale' ? rows.exchange1 : rows.exchange2
  const detail = 'No quote of it fell within 2 s of the other exchange in this window.'
  return { title: `Waiting for ${name}`, detail }
}
