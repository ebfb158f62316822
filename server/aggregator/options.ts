import { z } from 'zod'
import { EXCHANGES } from './catalogue'
import { readCommandLine } from './command-line'
import { EVERYTHING, type Fault } from './fault-board'
import { readFaultOption } from './fault-option'

const MIB = 1024 * 1024

/** The command line; `docs/aggregator.md` says what each option means. */
const ARGUMENTS = {
  host: { type: 'string' },
  port: { type: 'string' },
  source: { type: 'string' },
  seed: { type: 'string' },
  symbols: { type: 'string' },
  exchanges: { type: 'string' },
  rate: { type: 'string' },
  trades: { type: 'string' },
  replay: { type: 'string' },
  speed: { type: 'string' },
  loop: { type: 'boolean' },
  fault: { type: 'string', multiple: true },
  'queue-mb': { type: 'string' },
  'stop-on-stdin-end': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

const SIMULATED_ONLY = ['seed', 'symbols', 'exchanges', 'rate', 'trades'] as const
const REPLAY_ONLY = ['speed', 'loop'] as const

export interface AggregatorOptions {
  readonly host: string
  readonly port: number
  readonly source: 'simulated' | 'replay'
  readonly seed: number
  readonly symbols: number
  readonly exchanges: number
  readonly rate: number
  readonly trades: number
  /** Path of the recording; empty for the simulated source. */
  readonly replay: string
  readonly speed: number
  readonly loop: boolean
  readonly faults: readonly Fault[]
  readonly maxQueueBytes: number
  readonly stopOnStdinEnd: boolean
}

const schema = z.object({
  host: z.string().min(1, 'must be an address').default('127.0.0.1'),
  port: whole(0, 65_535).default(8_181),
  source: z.enum(['simulated', 'replay'], 'must be simulated or replay').optional(),
  seed: whole(0, Number.MAX_SAFE_INTEGER).default(1),
  symbols: whole(1, 500).default(16),
  exchanges: whole(2, EXCHANGES.length).default(5),
  rate: decimal(1, 100_000).default(400),
  trades: decimal(0, 1).default(0.1),
  replay: z.string().min(1, 'must be a file').default(''),
  speed: decimal(1, 60).default(1),
  loop: z.boolean().default(false),
  fault: z.array(z.string()).default([]),
  'queue-mb': decimal(1, 64).default(4),
  'stop-on-stdin-end': z.boolean().default(false),
})

export type OptionsResult =
  | { kind: 'options'; options: AggregatorOptions }
  | { kind: 'help' }
  /** One sentence each, with the option and its value. */
  | { kind: 'faults'; faults: readonly string[] }

type Values = ReturnType<typeof readCommandLine<typeof ARGUMENTS>>['values']

/** Reads and checks everything but the recording; all faults are reported, not only the first. */
export function readOptions(args: readonly string[]): OptionsResult {
  const { values, faults } = readCommandLine(args, ARGUMENTS)
  if (values.help === true) return { kind: 'help' }
  const parsed = schema.safeParse(values)
  const wrong = new Map(parsed.error?.issues.map(({ path, message }) => [path[0], message]))
  for (const [name, value] of Object.entries(values)) {
    if (wrong.has(name)) faults.push(`--${name} ${wrong.get(name)}, not "${String(value)}".`)
  }
  const usual = values.replay === undefined ? 'simulated' : 'replay'
  const source = wrong.has('source') ? usual : (values.source ?? usual)
  const sound = Object.keys(values).filter((name) => !wrong.has(name))
  faults.push(...misfits(values, source, new Set(sound)))
  const fromStart: Fault[] = []
  for (const text of values.fault ?? []) {
    const fault = readFaultOption(text)
    if (typeof fault === 'string') faults.push(fault)
    else if (isKnown(fault.target, source, values)) fromStart.push(fault)
    else faults.push(`--fault "${text}": There is no exchange "${fault.target}".`)
  }
  if (faults.length > 0 || !parsed.success) return { kind: 'faults', faults }
  const options = parsed.data
  return {
    kind: 'options',
    options: {
      ...options,
      source: options.replay === '' ? 'simulated' : 'replay',
      faults: fromStart,
      maxQueueBytes: options['queue-mb'] * MIB,
      stopOnStdinEnd: options['stop-on-stdin-end'],
    },
  }
}

/** What does not go with the source, of the options whose values are sound. */
function misfits(values: Values, source: string, sound: ReadonlySet<string>): string[] {
  if (source === 'replay' && values.replay === undefined) {
    return ['--source replay needs a file: --replay FILE.csv or FILE.csv.gz.']
  }
  if (source === 'simulated' && values.replay !== undefined) {
    return [`--replay "${values.replay}" does not go with --source simulated.`]
  }
  const foreign = source === 'replay' ? SIMULATED_ONLY : REPLAY_ONLY
  return foreign
    .filter((name) => sound.has(name))
    .map((name) => `--${name} "${values[name]}" means nothing to a ${source} source.`)
}

/** Which exchanges a recording holds is known only at its end. */
function isKnown(target: string, source: string, { exchanges }: Values): boolean {
  if (target === EVERYTHING || source === 'replay') return true
  const count = schema.shape.exchanges.safeParse(exchanges).data
  const names = EXCHANGES.slice(0, count).map(({ name }) => name.toUpperCase())
  return names.includes(target.toUpperCase())
}

function decimal(min: number, max: number) {
  const message = `must be a number from ${min} to ${max}`
  return z
    .string()
    .trim()
    .min(1, message)
    .transform(Number)
    .pipe(z.number(message).min(min, message).max(max, message))
}

function whole(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`
  return z
    .string()
    .trim()
    .min(1, message)
    .transform(Number)
    .pipe(z.int(message).min(min, message).max(max, message))
}
