import { parseArgs } from 'node:util'
import { z } from 'zod'
import { EXCHANGES } from './catalogue'
import { EVERYTHING, type Fault } from './fault-board'
import { FAULT_KINDS, FAULT_VALUES, faultValueProblem, isQuoteFault } from './fault-kind'
import { StartError } from './start-error'

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

/** Undefined: help is wanted. @throws StartError whose message names the option and its value */
export function readOptions(args: readonly string[]): AggregatorOptions | undefined {
  const values = parseArguments(args)
  if (values.help === true) return undefined
  const parsed = schema.safeParse(values)
  const issue = parsed.error?.issues[0]
  if (!parsed.success) {
    const name = String(issue?.path[0])
    const value = Object.entries(values).find(([key]) => key === name)?.[1]
    throw new StartError(`--${name} ${issue?.message}, not "${String(value)}".`)
  }
  const options = parsed.data
  const source = options.source ?? (options.replay === '' ? 'simulated' : 'replay')
  if (source === 'replay' && options.replay === '') {
    throw new StartError('--source replay needs a file: --replay FILE.csv or FILE.csv.gz.')
  }
  if (source === 'simulated' && options.replay !== '') {
    throw new StartError(`--replay "${options.replay}" does not go with --source simulated.`)
  }
  const foreign = source === 'replay' ? SIMULATED_ONLY : REPLAY_ONLY
  for (const name of foreign) {
    if (values[name] === undefined) continue
    throw new StartError(`--${name} "${values[name]}" means nothing to a ${source} source.`)
  }
  return {
    ...options,
    source,
    faults: options.fault.map(readFault),
    maxQueueBytes: options['queue-mb'] * MIB,
    stopOnStdinEnd: options['stop-on-stdin-end'],
  }
}

function parseArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: ARGUMENTS, allowPositionals: false }).values
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new StartError(`${message.split('. ', 1)[0]!.replace(/\.$/, '')}; --help lists them.`)
  }
}

/** `TARGET:KIND` or `TARGET:KIND=VALUE`. */
function readFault(text: string): Fault {
  const match = /^([^:]+):([a-z-]+)(?:=(.+))?$/.exec(text)
  const kind = FAULT_KINDS.find((known) => known === match?.[2])
  if (match === null || kind === undefined) {
    const kinds = FAULT_KINDS.join(', ')
    throw new StartError(
      `--fault must be TARGET:KIND or TARGET:KIND=VALUE with a KIND of ${kinds}, not "${text}".`,
    )
  }
  const target = match[1]!
  if (!isQuoteFault(kind) && target !== EVERYTHING) {
    throw new StartError(
      `--fault "${text}": ${kind} is a fault of the whole feed, write *:${kind}.`,
    )
  }
  const value = match[3] === undefined ? FAULT_VALUES[kind].usual : Number(match[3])
  const problem =
    FAULT_VALUES[kind].unit === undefined && match[3] === undefined
      ? undefined
      : faultValueProblem(kind, value)
  if (problem !== undefined) throw new StartError(`--fault "${text}": ${problem}.`)
  return { target, kind, value }
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
