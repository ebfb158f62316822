import type { AlertRow, LimitRow } from '@/lib/protocol/status'
import { grouped } from '../ui/number-format'
import { amountText } from './amount'

/** Above this part of a limit it is time to look. */
const NEARLY_FULL = 0.8
const MISSING = 'no value'

/** What a row of the limits table shows. */
export interface LimitFace {
  /** Of the limit, 0 to 1; undefined: what is held is not known. */
  share: number | undefined
  highestShare: number | undefined
  mark: 'calm' | 'warn' | 'danger'
  /** Beside the bar, so that its colour is not the only sign; empty while calm. */
  words: string
  now: string
  highest: string
  limit: string
  default: string
  /** Whether something else is configured. */
  isChanged: boolean
  dropped: string
}

/** Alerts that watch a limit of the table, by the variable of its row. */
const WATCHED_BY: Readonly<Record<string, AlertRow['name']>> = {
  MEMORY_THRESHOLD_MB: 'memory',
  MAX_SUBSCRIBERS: 'connections',
}

export function limitFace(row: LimitRow, alerts: readonly AlertRow[]): LimitFace {
  const said = (value: number | null) => (value === null ? MISSING : amountText(value, row.unit))
  const share = shareOf(row.now, row.limit)
  return {
    share,
    highestShare: shareOf(row.highest, row.limit),
    ...stateOf(row, share ?? 0, isWatched(row, alerts)),
    now: said(row.now),
    highest: said(row.highest),
    limit: said(row.limit),
    default: said(row.default),
    isChanged: row.limit !== row.default,
    dropped: row.dropped === null ? MISSING : grouped(row.dropped),
  }
}

function stateOf(
  row: LimitRow,
  share: number,
  isAlerting: boolean,
): Pick<LimitFace, 'mark' | 'words'> {
  if (isAlerting) return { mark: 'danger', words: 'alert' }
  if (row.fills || share <= NEARLY_FULL) return { mark: 'calm', words: '' }
  return { mark: 'warn', words: share >= 1 ? 'full' : `${Math.floor(share * 100)} %` }
}

function isWatched({ variable }: LimitRow, alerts: readonly AlertRow[]): boolean {
  const name = variable === null ? undefined : WATCHED_BY[variable]
  return name !== undefined && alerts.some((alert) => alert.name === name && alert.firing)
}

/** A limit of nothing is full of it. */
function shareOf(value: number | null, limit: number): number | undefined {
  if (value === null) return undefined
  return limit === 0 ? Math.min(1, value) : Math.min(1, value / limit)
}
