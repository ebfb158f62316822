import type { RejectReason } from '@/lib/market/quote'
import type { Instrument } from '@/lib/spread/instrument'

/** Figures are told of so many exchanges, those with the most symbols; there are eight in the field. */
export const MAX_EXCHANGES = 64

/** How an exchange quotes. `*Ms` are durations by the local clock; null: it has not quoted yet. */
export interface ExchangeFigures {
  /** As first seen on the wire. */
  exchange: string
  /** That have a window. */
  symbols: number
  /** Those whose latest quote is older than the tolerance. */
  stale: number
  quotesPerSecond: number
  /** Since the latest quote of each symbol arrived. */
  ageMedianMs: number | null
  ageP99Ms: number | null
  /** Median of the latest quotes' time less arrival; negative: they arrive late. */
  clockSkewMs: number | null
  /** Quotes rejected since the worker was started, but for those before its first sound one. */
  rejected: number
  /** By reason, only of reasons that occurred. */
  reasons: Readonly<Record<string, number>>
}

interface Reading {
  quotes: number
  ages: number[]
  skews: number[]
  symbols: number
}

/**
 * Measures each exchange by the latest quotes of its instruments, once a second, so that it costs a quote
 * nothing.
 */
export class ExchangeMeter {
  readonly #toleranceMs: number
  readonly #takeQuoteCount: (instrument: Instrument) => number
  /** By name; only of exchanges of the last reading, so that names in bad frames fill nothing. */
  #rejects = new Map<string, Map<RejectReason, number>>()
  #readMs: number

  /** `takeQuoteCount`: quotes since it was last asked; `nowMs` is of a clock that is never set. */
  constructor(
    toleranceMs: number,
    takeQuoteCount: (instrument: Instrument) => number,
    nowMs: number,
  ) {
    this.#toleranceMs = toleranceMs
    this.#takeQuoteCount = takeQuoteCount
    this.#readMs = nowMs
  }

  /** `exchange` in whatever case. */
  reject(exchange: string, reason: RejectReason): void {
    const rejects = this.#rejects.get(exchange.toUpperCase())
    rejects?.set(reason, (rejects.get(reason) ?? 0) + 1)
  }

  /** Reads and begins anew; `localMs` is of the clock that tells arrivals. */
  read(instruments: Iterable<Instrument>, nowMs: number, localMs: number): ExchangeFigures[] {
    const elapsedMs = nowMs - this.#readMs
    this.#readMs = nowMs
    const readings = [...this.#readAll(instruments, localMs)]
      .toSorted(([, a], [, b]) => b.symbols - a.symbols)
      .slice(0, MAX_EXCHANGES)
    const kept = readings.map(([name]): [string, Map<RejectReason, number>] => {
      const identity = name.toUpperCase()
      return [identity, this.#rejects.get(identity) ?? new Map()]
    })
    this.#rejects = new Map(kept)
    return readings.map(([exchange, { quotes, symbols, ages, skews }], at) => {
      const rejects = [...kept[at]![1]]
      return {
        exchange,
        symbols,
        stale: ages.filter((ageMs) => ageMs > this.#toleranceMs).length,
        quotesPerSecond: elapsedMs > 0 ? Math.round((quotes / elapsedMs) * 1_000) : 0,
        ageMedianMs: quantile(ages, 0.5),
        ageP99Ms: quantile(ages, 0.99),
        clockSkewMs: quantile(skews, 0.5),
        rejected: rejects.reduce((sum, [, count]) => sum + count, 0),
        reasons: Object.fromEntries(rejects),
      }
    })
  }

  #readAll(instruments: Iterable<Instrument>, localMs: number): Map<string, Reading> {
    const readings = new Map<string, Reading>()
    for (const instrument of instruments) {
      const { exchange, timeMs, arrivalMs } = instrument
      let reading = readings.get(exchange)
      if (reading === undefined) {
        reading = { quotes: 0, ages: [], skews: [], symbols: 0 }
        readings.set(exchange, reading)
      }
      reading.symbols++
      reading.quotes += this.#takeQuoteCount(instrument)
      if (Number.isNaN(timeMs)) continue
      reading.ages.push(localMs - arrivalMs)
      reading.skews.push(timeMs - arrivalMs)
    }
    return readings
  }
}

/** Of numbers in any order the one at that rank, rounded to a whole one; null of none. */
function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  return Math.round(sorted[Math.round((sorted.length - 1) * share)]!)
}
