import type { Logical, UTCTimestamp } from 'lightweight-charts'

/** The chart library brands its numbers; these are the only places where they are made. */

/** From epoch seconds. */
export function toTimestamp(seconds: number): UTCTimestamp {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return seconds as UTCTimestamp
}

/** From an index in a series' data. */
export function toLogical(index: number): Logical {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return index as Logical
}
