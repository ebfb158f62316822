import { cutLeg, firstRowAt, NO_QUOTES } from '@/lib/spread/history-legs'
import { PairedParts, type LegPart, type PairPart } from '@/lib/spread/paired-parts'
import type { Legs, PairHour } from './pair-hours'
import type { HourTotals, QuoteHour, QuoteLeg } from './quote-lake'
import { ReadAhead } from './read-ahead'

const HOUR_MS = 3_600_000
/** So much of an hour waits for the next one: its files may begin before the full hour. */
const SLACK_MS = 60_000

/** A part of an hour: what both legs have of it until one time. */
export interface PartRead extends PairPart<HourTotals> {
  readonly hour: PairHour
  /** All quotes before it are here or were before. */
  readonly untilMs: number
  /** No part of this hour follows. */
  readonly isHourDone: boolean
}

/**
 * The quotes of these hours, which are in time order, in parts. Both legs are read at the same time,
 * and the next part while this one is made use of; no more than two parts of each leg are held.
 *
 * `kept`: the parts of the first hour, if it has been read already.
 *
 * @throws the signal's reason once it is aborted
 */
export async function* readHours(
  legs: Legs,
  hours: readonly PairHour[],
  signal: AbortSignal,
  kept: readonly PartRead[] = [],
): AsyncGenerator<PartRead> {
  const rest = kept.length === 0 ? hours : hours.slice(1)
  const from = (hour: 'hour1' | 'hour2', leg: QuoteLeg) =>
    new ReadAhead(
      partsOf(
        leg,
        rest.map((both) => ({ hour: both[hour], fromMs: both.fromMs })),
        signal,
      ),
    )
  const sources = [from('hour1', legs.leg1), from('hour2', legs.leg2)] as const
  const paired = new PairedParts(...sources)
  try {
    for (const hour of hours) {
      const isLast = hour === hours.at(-1)
      const endMs = isLast ? Infinity : hour.startMs + HOUR_MS - SLACK_MS
      const isKept = kept[0]?.hour === hour
      for await (const part of isKept ? kept : paired.hour()) {
        signal.throwIfAborted()
        const isHourDone = part.untilMs === Infinity
        yield { ...part, hour, untilMs: Math.min(part.untilMs, endMs), isHourDone }
      }
    }
  } finally {
    await Promise.all(sources.map((source) => source.close()))
  }
}

/**
 * The same in two: what comes before row `rows` of leg 1, and the rest. Whole if there are no more.
 */
export function cutPart(part: PartRead, rows: number): PartRead[] {
  const untilMs = part.leg1.columns.timeMs[rows] ?? Infinity
  if (untilMs >= part.untilMs) return [part]
  const [early1, late1] = cutAt(part.leg1, untilMs)
  const [early2, late2] = cutAt(part.leg2, untilMs)
  return [
    { ...part, leg1: early1, leg2: early2, untilMs, isHourDone: false },
    { ...part, leg1: late1, leg2: late2 },
  ]
}

function cutAt(part: LegPart<HourTotals>, untilMs: number) {
  const at = firstRowAt(part.columns, untilMs)
  return [
    { columns: cutLeg(part.columns, 0, at), untilMs, totals: undefined },
    { ...part, columns: cutLeg(part.columns, at) },
  ] as const
}

const NOTHING: LegPart<HourTotals> = {
  columns: NO_QUOTES,
  untilMs: Infinity,
  totals: undefined,
}

interface LegHour {
  readonly hour: QuoteHour | undefined
  readonly fromMs: number | undefined
}

async function* partsOf(
  leg: QuoteLeg,
  hours: readonly LegHour[],
  signal: AbortSignal,
): AsyncGenerator<LegPart<HourTotals>> {
  for (const { hour, fromMs } of hours) {
    if (hour === undefined) yield NOTHING
    else yield* leg.parts(hour, signal, fromMs)
  }
}
