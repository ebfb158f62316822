/** What can be made to go wrong with the quotes of one exchange, or of all of them. */
export const QUOTE_FAULTS = [
  'stale',
  'burst',
  'crossed',
  'skew',
  'out-of-order',
  'malformed',
] as const
export type QuoteFault = (typeof QUOTE_FAULTS)[number]

/** What can be made to go wrong with the connection of one client, or of all of them. */
export const CLIENT_FAULTS = ['silence', 'close', 'slow-pong'] as const
export type ClientFault = (typeof CLIENT_FAULTS)[number]

export const FAULT_KINDS = [...QUOTE_FAULTS, ...CLIENT_FAULTS] as const
export type FaultKind = QuoteFault | ClientFault

interface FaultValue {
  /** What the number means; undefined: the fault takes none. */
  readonly unit: string | undefined
  readonly min: number
  readonly max: number
  readonly usual: number
}

const NO_VALUE: FaultValue = { unit: undefined, min: 0, max: 0, usual: 0 }
const SHARE: FaultValue = { unit: 'share of the quotes', min: 0.001, max: 1, usual: 0.5 }
const DAY_MS = 86_400_000

export const FAULT_VALUES: Readonly<Record<FaultKind, FaultValue>> = {
  stale: NO_VALUE,
  burst: { unit: 'frames for each quote', min: 2, max: 100, usual: 10 },
  crossed: SHARE,
  skew: { unit: 'milliseconds ahead', min: -DAY_MS, max: DAY_MS, usual: 10_000 },
  'out-of-order': SHARE,
  malformed: SHARE,
  silence: NO_VALUE,
  close: { unit: 'seconds between closings', min: 1, max: 3_600, usual: 0 },
  'slow-pong': { unit: 'milliseconds late', min: 1, max: 60_000, usual: 3_000 },
}

export function isQuoteFault(kind: FaultKind): kind is QuoteFault {
  return QUOTE_FAULTS.some((fault) => fault === kind)
}

/** Undefined when `value` may stand with `kind`; else a clause that says what may. */
export function faultValueProblem(kind: FaultKind, value: number): string | undefined {
  const { unit, min, max } = FAULT_VALUES[kind]
  if (unit === undefined) return `${kind} takes no value`
  if (value >= min && value <= max) return undefined
  return `the value of ${kind} (${unit}) must be from ${min} to ${max}`
}
