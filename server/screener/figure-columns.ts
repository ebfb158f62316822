import type { ScreenerColumn } from '@/lib/protocol/screener-columns'

/** Figures of all pairs, a column each, by slot; NaN: none. What depends on the question is not here. */
export type FigureColumns = Readonly<Record<Exclude<ScreenerColumn, 'afterFeesPct'>, Float64Array>>

export function createFigureColumns(slots: number): FigureColumns {
  const column = () => new Float64Array(slots).fill(NaN)
  return {
    ...{ spreadPct: column(), edgePct: column(), buyOn: column(), reverseEdgePct: column() },
    ...{ low5mPct: column(), high5mPct: column(), low1hPct: column(), high1hPct: column() },
    ...{ bandPosition: column(), episodes030: column(), episodes040: column() },
    ...{ episodes050: column(), episodesUp: column(), episodesDown: column() },
    ...{ aboveSharePct: column(), zeroCrossingsPerMinute: column(), halfLifeS: column() },
    coverS: column(),
    ...{ age1Ms: column(), age2Ms: column(), skewMs: column(), pointsPerSecond: column() },
    ...{ analyzerCycles: column(), analyzerSharePct: column(), analyzerSeconds: column() },
  }
}

export function forget(columns: FigureColumns, slot: number): void {
  for (const column of Object.values(columns)) column[slot] = NaN
}
