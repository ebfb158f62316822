import type { Pair } from '@/lib/market/pair'
import type { LegPart } from '@/lib/spread/paired-parts'

/** A lake of recorded quotes as far as the analyzer needs it. */
export interface QuoteLake {
  leg(exchange: string, symbol: string): Promise<QuoteLeg | undefined>
}

export interface QuoteLeg {
  /** The hours in which a time from `fromMs` to `toMs`, inclusive, can lie, in time order. */
  hours(fromMs: number, toMs: number): Promise<readonly QuoteHour[]>
  /** The quotes of an hour, in time order, part by part. */
  parts(hour: QuoteHour, signal: AbortSignal): AsyncGenerator<LegPart<HourTotals>>
}

export interface QuoteHour {
  /** Epoch milliseconds. */
  readonly startMs: number
}

/** Of one leg, told with the last part of an hour. */
export interface HourTotals {
  readonly skipped: readonly SkippedFile[]
  readonly rejectedRows: number
}

export interface SkippedFile {
  /** Relative to the lake. */
  readonly file: string
  readonly reason: string
}

/** What the lake holds of a pair. */
export interface RecordedPair extends Pair {
  /** YYYY-MM-DD, the first and the last day that both legs have. */
  readonly first: string
  readonly last: string
  /** Of both legs, on all of their days. */
  readonly rows: number
}
