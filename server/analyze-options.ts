import path from 'node:path'
import { z } from 'zod'
import { parseCallerTime } from '@/lib/protocol/iso-time'
import { readCommandLine } from './aggregator/command-line'
import type { Settings } from './settings'

const DAY_MS = 86_400_000
const MS_PER_SECOND = 1_000
const DATE = /^\d{4}-\d\d-\d\d$/
const SECONDS = /^\d+(\.\d*)?$/
/** The last moment a Date can name. */
const MAX_SECONDS = 8.64e12
const MAX_WORKERS = 16
/** Below this a spread counts as back: an episode cannot begin there. Basis points. */
const NEUTRAL_BP = 5
const MAX_BP = 10_000
const MAX_THRESHOLDS = 10

export interface AnalyzeOptions {
  /** Epoch milliseconds: from it on, and before it; null: no bound. */
  readonly fromMs: number | null
  readonly endMs: number | null
  /** Upper case; undefined: all. */
  readonly exchanges: ReadonlySet<string> | undefined
  /** Percent. */
  readonly thresholds: readonly number[]
  readonly workers: number
  readonly minPoints: number
  readonly toleranceMs: number
  /** Absolute. */
  readonly lakeDir: string
  readonly outDir: string
}

export type AnalyzeOptionsResult =
  | { kind: 'options'; options: AnalyzeOptions }
  | { kind: 'help' }
  /** One sentence each. */
  | { kind: 'faults'; faults: readonly string[] }

const ARGUMENTS = {
  from: { type: 'string' },
  to: { type: 'string' },
  exchanges: { type: 'string' },
  thresholds: { type: 'string' },
  workers: { type: 'string' },
  'min-points': { type: 'string' },
  lake: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

const MOMENT = 'must be a UTC date, an ISO 8601 time in UTC or epoch seconds'
const FOLDER = 'must be a folder'

const schema = z.object({
  from: z.string().transform((text) => momentMs(text)).pipe(z.number(MOMENT)).optional(),
  // A date alone is meant with its last second.
  to: z.string().transform((text) => momentMs(text, DAY_MS)).pipe(z.number(MOMENT)).optional(),
  exchanges: z.string().transform(parts).refine(isSeveral, 'must name two exchanges or more').optional(),
  thresholds: z.string().transform(parts).pipe(thresholds()).default([0.3, 0.5, 0.4]),
  workers: whole(1, MAX_WORKERS).default(1),
  'min-points': whole(1, Number.MAX_SAFE_INTEGER).default(1),
  lake: z.string().min(1, FOLDER).optional(),
  out: z.string().min(1, FOLDER).optional(),
  help: z.boolean().default(false),
}) // prettier-ignore

type Defaults = Pick<Settings, 'LAKE_DIR' | 'OPPORTUNITIES_DIR' | 'ASOF_TOLERANCE_MS'>

/** All faults are reported, not only the first. */
export function readAnalyzeOptions(
  args: readonly string[],
  settings: Defaults,
): AnalyzeOptionsResult {
  const { values, faults } = readCommandLine(args, ARGUMENTS)
  if (values.help === true) return { kind: 'help' }
  const parsed = schema.safeParse(values)
  const wrong = new Map(parsed.error?.issues.map((issue) => [issue.path[0], issue.message]))
  for (const [name, value] of Object.entries(values)) {
    if (wrong.has(name)) faults.push(`--${name} ${wrong.get(name)}, not "${value}".`)
  }
  const { from, to, exchanges } = parsed.data ?? {}
  if (from !== undefined && to !== undefined && from >= to) {
    faults.push(`--to ${values.to} is not after --from ${values.from}.`)
  }
  if (faults.length > 0 || !parsed.success) return { kind: 'faults', faults }
  const options: AnalyzeOptions = {
    fromMs: from ?? null,
    endMs: to ?? null,
    exchanges: exchanges && new Set(exchanges.map((name) => name.toUpperCase())),
    thresholds: parsed.data.thresholds,
    workers: parsed.data.workers,
    minPoints: parsed.data['min-points'],
    toleranceMs: settings.ASOF_TOLERANCE_MS,
    lakeDir: path.resolve(parsed.data.lake ?? settings.LAKE_DIR),
    outDir: path.resolve(parsed.data.out ?? settings.OPPORTUNITIES_DIR),
  }
  return { kind: 'options', options }
}

/** Epoch milliseconds; of a date alone its start and `dateAddsMs`. NaN for what is none. */
function momentMs(text: string, dateAddsMs = 0): number {
  if (DATE.test(text)) return parseCallerTime(`${text}T00:00:00Z`) + dateAddsMs
  if (!SECONDS.test(text)) return parseCallerTime(text)
  return Number(text) <= MAX_SECONDS ? Math.round(Number(text) * MS_PER_SECOND) : NaN
}

function parts(text: string): string[] {
  return text.split(',').map((part) => part.trim()).filter(Boolean) // prettier-ignore
}

function isSeveral(names: readonly string[]): boolean {
  return new Set(names.map((name) => name.toUpperCase())).size > 1
}

/** Percent that are whole basis points, which name the columns, each once. */
function thresholds() {
  const message = `must be percentages above 0.05 to 100 with at most 2 decimals, each once`
  return z
    .array(z.string().regex(/^\d+(\.\d+)?$/, message).transform(Number))
    .min(1, message)
    .max(MAX_THRESHOLDS, `must be at most ${MAX_THRESHOLDS} percentages`)
    .refine((values) => values.every(isWholeBp) && new Set(values).size === values.length, message) // prettier-ignore
}

function isWholeBp(pct: number): boolean {
  const bp = Math.round(pct * 100)
  return bp > NEUTRAL_BP && bp <= MAX_BP && bp / 100 === pct
}

function whole(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`
  return z.string().regex(/^\d+$/, message).transform(Number).pipe(z.int(message).min(min, message).max(max, message)) // prettier-ignore
}
