import { concatLegs } from '@/lib/spread/history-legs'
import type { LegColumns } from '@/lib/spread/join'
import type { LegPart } from '@/lib/spread/paired-parts'
import type { HourTotals } from './hour-look'

export interface LegHour extends HourTotals {
  /** `timeMs` ascending. */
  readonly columns: LegColumns
}

/** The parts of an hour as one. */
export async function wholeHour(parts: AsyncIterable<LegPart<HourTotals>>): Promise<LegHour> {
  const pieces: LegColumns[] = []
  let told: HourTotals = { filesRead: 0, skipped: [], rejectedRows: 0 }
  for await (const { columns, totals } of parts) {
    pieces.push(columns)
    if (totals !== undefined) told = totals
  }
  return { ...told, columns: concatLegs(pieces) }
}
