import type { ExchangeRow } from '@/lib/protocol/status'
import { grouped, signed } from '../ui/number-format'
import { age } from '../ui/time-format'

/** Below this, in quotes a second, a decimal says whether anything comes at all. */
const FINE_BELOW = 9.95

/** What a row of the exchanges table shows. */
export interface ExchangeFace {
  mark: 'ok' | 'warn' | 'danger'
  words: string
  quotesPerSecond: string
  ageMedian: string
  ageP99: string
  clockSkew: string
  /** `crossed 9, future 3`, the most frequent first. */
  reasons: string
}

/** Rows stand still while figures move. */
export function inOrderOfName(rows: readonly ExchangeRow[]): ExchangeRow[] {
  return rows.toSorted((a, b) => a.exchange.localeCompare(b.exchange, 'en'))
}

export function exchangeFace(row: ExchangeRow): ExchangeFace {
  const ageText = (ageMs: number | null) => (ageMs === null ? 'no value' : age(ageMs))
  const { clock_skew_ms: skewMs, quotes_per_second: rate } = row
  return {
    ...stateOf(row),
    quotesPerSecond: rate > 0 && rate < FINE_BELOW ? rate.toFixed(1) : grouped(rate),
    ageMedian: ageText(row.age_median_ms),
    ageP99: ageText(row.age_p99_ms),
    clockSkew: skewMs === null ? 'no value' : `${signed(skewMs, 0)} ms`,
    reasons: Object.entries(row.reasons)
      .sort(([, count1], [, count2]) => count2 - count1)
      .map(([reason, count]) => `${reason.replaceAll('_', ' ')} ${grouped(count)}`)
      .join(', '),
  }
}

function stateOf({ state, stale, symbols }: ExchangeRow): Pick<ExchangeFace, 'mark' | 'words'> {
  if (state === 'quoting') return { mark: 'ok', words: 'quoting' }
  if (state === 'silent') return { mark: 'danger', words: 'silent' }
  return { mark: 'warn', words: `slow, ${grouped(stale)} of ${grouped(symbols)} stale` }
}
