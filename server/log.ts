import pino, { type Logger } from 'pino'
import { z } from 'zod'

export type Log = Logger

const lineSchema = z.looseObject({
  time: z.string(),
  level: z.number(),
  msg: z.string().default(''),
  err: z.object({ stack: z.string() }).optional(),
})

const LEVEL_NAMES = new Map(Object.entries(pino.levels.labels))

/** Writes to stderr: JSON lines, or readable single lines where a person watches. */
export function createLog(level: string, isTerminal: boolean): Log {
  const options = { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }
  if (!isTerminal) return pino(options, pino.destination({ fd: 2, sync: true }))
  return pino(options, { write: (line) => void process.stderr.write(readable(line)) })
}

/** `12:46:39 INFO what happened port=3000`. */
export function readable(line: string): string {
  const { time, level, msg, err, ...rest } = lineSchema.parse(JSON.parse(line))
  const name = LEVEL_NAMES.get(String(level))?.toUpperCase() ?? ''
  const fields = Object.entries(rest).map(([key, value]) => ` ${key}=${JSON.stringify(value)}`)
  const stack = err === undefined ? '' : `\n${err.stack}`
  return `${time.slice(11, 19)} ${name} ${msg}${fields.join('')}${stack}\n`
}
