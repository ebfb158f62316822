import type { LegPart } from '@/lib/spread/paired-parts'

/** A lake of recorded quotes as far as history needs it. */
export interface QuoteLake {
  /** Any spelling; undefined when nothing is recorded of it. */
  leg(exchange: string, symbol: string): Promise<QuoteLeg | undefined>
  /** @throws the signal's reason once it is aborted */
  pairs(signal: AbortSignal): Promise<QuotePairs>
  freeCaches(): void
}

/** What takes a signal throws its reason once it is aborted. */
export interface QuoteLeg {
  readonly exchange: string
  readonly symbol: string
  /** The hours in which a time from `fromMs` to `toMs`, inclusive, can lie, in time order. */
  hours(fromMs: number, toMs: number, signal: AbortSignal): Promise<readonly QuoteHour[]>
  /** Exact for few hours, reckoned by some of them for many: quick, however many there are. */
  size(hours: readonly QuoteHour[], signal: AbortSignal): Promise<LegSize>
  /** By the footers of their files. */
  rows(hours: readonly QuoteHour[], signal: AbortSignal): Promise<number>
  /** The quotes of an hour from `fromMs` on, in time order, part by part. */
  parts(hour: QuoteHour, signal: AbortSignal, fromMs?: number): AsyncGenerator<LegPart<HourTotals>>
  /** Another one when the files of the hour are others. */
  mark(hour: QuoteHour): Promise<string>
}

export interface QuoteHour {
  /** Epoch milliseconds. */
  readonly startMs: number
  /** YYYY-MM-DD. */
  readonly date: string
}

export interface LegSize {
  readonly files: number
  readonly rows: number
}

/** Of one leg, told with the last part of an hour. */
export interface HourTotals {
  readonly filesRead: number
  readonly skipped: readonly { readonly file: string; readonly reason: string }[]
  readonly rejectedRows: number
}

/** In order of symbol, exchange1, exchange2. */
export interface QuotePairs {
  readonly pairs: readonly {
    readonly symbol: string
    readonly exchange1: string
    readonly exchange2: string
    readonly days: number
    readonly first: string
    readonly last: string
    readonly rows: number
    readonly bytes: number
  }[]
  readonly bytes: number
}
