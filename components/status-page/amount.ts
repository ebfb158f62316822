import type { AlertRow, LimitRow } from '@/lib/protocol/status'
import { grouped } from '../ui/number-format'

const KIB = 1_024
const MIB = 1_024 * KIB
const SECOND_MS = 1_000
/** Below this a decimal is worth its room. */
const FINE_BELOW = 9.95

export type AmountUnit = LimitRow['unit'] | AlertRow['unit']

/** A figure and its unit, apart because the unit is often written smaller. */
export interface Amount {
  figure: string
  /** Empty for counts. */
  unit: string
}

const FORMATS: Readonly<Record<AmountUnit, (value: number) => Amount>> = {
  count: (value) => ({ figure: grouped(value), unit: '' }),
  per_minute: (value) => ({ figure: grouped(value), unit: '/min' }),
  mb: (value) => ({ figure: brief(value), unit: 'MB' }),
  bytes: byteAmount,
  s: (value) => ({ figure: brief(value), unit: 's' }),
  ms: (value) =>
    value < SECOND_MS
      ? { figure: grouped(value), unit: 'ms' }
      : { figure: brief(value / SECOND_MS), unit: 's' },
}

/** `80`, `18 KB`, `1 MB`, `0.4 s`: bytes and times in the unit that leaves few figures. */
export function toAmount(value: number, unit: AmountUnit): Amount {
  return FORMATS[unit](value)
}

/** The same as one text. */
export function amountText(value: number, unit: AmountUnit): string {
  const amount = toAmount(value, unit)
  return amount.unit === '' ? amount.figure : `${amount.figure} ${amount.unit}`
}

function byteAmount(bytes: number): Amount {
  if (bytes < KIB) return { figure: grouped(bytes), unit: 'B' }
  // Rounded up to a whole MB it is one.
  if (bytes < MIB - KIB / 2) return { figure: brief(bytes / KIB), unit: 'KB' }
  return { figure: brief(bytes / MIB), unit: 'MB' }
}

/** One decimal below ten, unless it says nothing. */
function brief(value: number): string {
  return value < FINE_BELOW && !Number.isInteger(value) ? value.toFixed(1) : grouped(value)
}
