import pino, { type Logger } from 'pino'
import { z } from 'zod'
import { logLineSchema, type LogLine } from '@/lib/protocol/status'

export type Log = Logger

const lineSchema = z.looseObject({
  time: z.string(),
  level: z.number(),
  msg: z.string().default(''),
  err: z.object({ stack: z.string() }).optional(),
})

const LEVEL_NAMES = new Map(Object.entries(pino.levels.labels))

/**
 * Writes to stderr: JSON lines, or readable single lines where a person watches. Each line goes to
 * `onLine` as well, as JSON.
 */
export function createLog(
  level: string,
  isTerminal: boolean,
  onLine: (line: string) => void = () => {},
): Log {
  const options = { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }
  const stderr = pino.destination({ fd: 2, sync: true })
  return pino(options, {
    write: (line) => {
      if (isTerminal) process.stderr.write(readable(line))
      else stderr.write(line)
      onLine(line)
    },
  })
}

/** A line as the status page shows it; undefined: it is none of its lines. */
export function statusLine(line: string): LogLine | undefined {
  const { time, level, msg, err, ...rest } = lineSchema.parse(JSON.parse(line))
  const name = logLineSchema.shape.level.safeParse(LEVEL_NAMES.get(String(level)))
  if (!name.success) return undefined
  const why = err === undefined ? '' : ` (${err.stack.split('\n', 1)[0]})`
  return { time_ms: Date.parse(time), level: name.data, text: `${msg}${fieldsText(rest)}${why}` }
}

/** `12:46:39 INFO what happened port=3000`. */
export function readable(line: string): string {
  const { time, level, msg, err, ...rest } = lineSchema.parse(JSON.parse(line))
  const name = LEVEL_NAMES.get(String(level))?.toUpperCase() ?? ''
  const stack = err === undefined ? '' : `\n${err.stack}`
  return `${time.slice(11, 19)} ${name} ${msg}${fieldsText(rest)}${stack}\n`
}

function fieldsText(fields: Readonly<Record<string, unknown>>): string {
  const texts = Object.entries(fields).map(([key, value]) => ` ${key}=${JSON.stringify(value)}`)
  return texts.join('')
}
