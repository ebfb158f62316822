import { buy1Sell2, buy2Sell1 } from '@/lib/spread/spread'
import { percentFigure } from '../chart/axis-figure'
import type { PairRows } from '../stream/pair-rows'
import { basisPoints, priceDigits } from '../ui/number-format'
import { age, clockTime } from '../ui/time-format'

/** A leg older than the join's tolerance is stale, milliseconds. */
const STALE_MS = 2_000
/** Enough bars to see the digits of the tick size: a single price may end in zeros. */
const PRICES_LOOKED_AT = 40

export interface LegFace {
  name: string
  /** The bid; undefined: none yet. */
  price: string | undefined
  /** `0.2 s`, `stale 62 s`, `12:46:51`. */
  words: string
  isStale: boolean
}

/** Of one direction. */
export interface EdgeFace {
  /** The exchanges to trade on. */
  buy: string
  sell: string
  /** After fees, signed percent; undefined: no value, or the fees are unknown. */
  net: string | undefined
  /** Before fees; undefined: no value. */
  gross: string | undefined
  isPositive: boolean
}

/** The words and numbers of the page's head. */
export interface PairFace {
  /** Bid to bid, signed percent; undefined: no value. */
  value: string | undefined
  tone: 'plain' | 'hot' | 'quiet'
  bp: string | undefined
  /** Why the value is not of now: `feed down`, `of 12:46:51`. */
  note: string | undefined
  legs: readonly [LegFace, LegFace]
  /** The better one first. */
  edges: readonly [EdgeFace, EdgeFace]
  /** What both books cost a round trip now, percent; undefined: no value. */
  booksCost: string | undefined
}

interface FaceWords {
  beyondPct: number
  /** Of a round trip, percent; undefined: unknown. */
  feesPct: number | undefined
  digits: number
}

/** `rows`: of the spread `bid`. `nowMs`: local clock, epoch milliseconds. */
export function pairFace(rows: PairRows, { beyondPct, feesPct, digits }: FaceWords, nowMs: number) {
  const { bars, openHole: hole } = rows
  const row = bars.length - 1
  const isOld = rows.lostAtMs !== undefined
  const isMissing = hole !== undefined || isOld
  const legs = legFaces(rows, nowMs)
  if (row < 0) return emptyFace(rows, legs)
  const { last, bid1, ask1, bid2, ask2 } = bars.columns
  const spreadPct = last[row]!
  const out = buy2Sell1(bid1[row]!, ask2[row]!)
  const back = buy1Sell2(ask1[row]!, bid2[row]!)
  const edge = (buy: string, sell: string, grossPct: number): EdgeFace => ({
    ...{ buy, sell, gross: percentFigure(grossPct, digits) },
    net: feesPct === undefined ? undefined : percentFigure(grossPct - feesPct, digits),
    isPositive: !isMissing && feesPct !== undefined && grossPct > feesPct,
  })
  const edges = [
    edge(rows.exchange2, rows.exchange1, out),
    edge(rows.exchange1, rows.exchange2, back),
  ] as const
  const face: PairFace = {
    value: percentFigure(spreadPct, digits),
    tone: isMissing ? 'quiet' : Math.abs(spreadPct) > beyondPct ? 'hot' : 'plain',
    bp: basisPoints(spreadPct),
    note: noteOf(rows),
    legs,
    edges,
    booksCost: costText(-(out + back), digits),
  }
  return face
}

/** Without a plus: costs are what they are; below zero when the books overlap. */
function costText(costPct: number, digits: number): string {
  const figures = Math.abs(costPct).toFixed(digits)
  return costPct < 0 && Number(figures) !== 0 ? `\u2212${figures}` : figures
}

function noteOf(rows: PairRows): string | undefined {
  if (rows.lostAtMs !== undefined) return `of ${clockTime(rows.lostAtMs)}`
  const hole = rows.openHole
  if (hole === undefined) return undefined
  if (hole.cause === 'feed_down') return 'feed down'
  return `${hole.cause === 'leg1_stale' ? rows.exchange1 : rows.exchange2} stale`
}

function emptyFace(rows: PairRows, legs: PairFace['legs']): PairFace {
  const edge = (buy: string, sell: string): EdgeFace => {
    return { buy, sell, net: undefined, gross: undefined, isPositive: false }
  }
  return {
    ...{ value: undefined, tone: 'quiet', bp: undefined, note: noteOf(rows), legs },
    edges: [edge(rows.exchange2, rows.exchange1), edge(rows.exchange1, rows.exchange2)],
    booksCost: undefined,
  }
}

function legFaces(rows: PairRows, nowMs: number): PairFace['legs'] {
  const { bid1, ask1, bid2, ask2 } = rows.bars.columns
  const face = (
    name: string,
    ageMs: number | undefined,
    bid: Float64Array,
    ask: Float64Array,
  ): LegFace => {
    const price = priceText(rows, bid, ask)
    if (rows.lostAtMs !== undefined) {
      return { name, price, words: clockTime(rows.lostAtMs), isStale: false }
    }
    if (ageMs === undefined) return { name, price, words: 'no quotes', isStale: true }
    const nowAgeMs = ageMs + nowMs - rows.agesAtMs
    const isStale = nowAgeMs > STALE_MS
    return { name, price, words: `${isStale ? 'stale ' : ''}${age(nowAgeMs)}`, isStale }
  }
  return [
    face(rows.exchange1, rows.age1Ms, bid1, ask1),
    face(rows.exchange2, rows.age2Ms, bid2, ask2),
  ]
}

/** The newest bid, with the digits of the tick size. */
function priceText({ bars }: PairRows, bid: Float64Array, ask: Float64Array): string | undefined {
  const row = bars.length - 1
  if (row < 0 || Number.isNaN(bid[row])) return undefined
  const from = Math.max(0, bars.length - PRICES_LOOKED_AT)
  const seen = [...bid.subarray(from, bars.length), ...ask.subarray(from, bars.length)]
  return bid[row]!.toFixed(priceDigits(seen.filter(Number.isFinite)))
}
