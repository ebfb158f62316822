import * as z from 'zod'
import type { OwnFeesTable } from '@/lib/market/fees'

/** Percent; beyond, somebody meant basis points. */
export const MAX_FEE_PCT = 10
/** A maker may be paid. */
export const MIN_FEE_PCT = -1
const MAX_EXCHANGES = 64
const EXCHANGE = /^[A-Z0-9._-]{1,32}$/

const feeSchema = z.number().min(MIN_FEE_PCT).max(MAX_FEE_PCT)

/** What a person pays, by exchange, upper case. */
export const ownFeesSchema: z.ZodType<OwnFeesTable> = z
  .record(
    z.string().regex(EXCHANGE),
    z.strictObject({ takerPct: feeSchema.optional(), makerPct: feeSchema.optional() }),
  )
  .refine((fees) => Object.keys(fees).length <= MAX_EXCHANGES, {
    error: `not more than ${MAX_EXCHANGES} exchanges`,
  })

/**
 * Reads a fee as a person types it, with a point or a comma. Undefined: the field is empty; NaN: it
 * is no fee.
 */
export function readFee(text: string): number | undefined {
  const plain = text.trim().replace(',', '.').replace('\u2212', '-')
  if (plain === '') return undefined
  const value = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN
  return feeSchema.safeParse(value).success ? value : NaN
}

/** `0.1 %` as `0.100`; more digits where it has them. */
export function feeWords(pct: number | undefined): string {
  if (pct === undefined) return 'unknown'
  const fixed = pct.toFixed(3)
  return (Number(fixed) === pct ? fixed : String(pct)).replace('-', '\u2212')
}
