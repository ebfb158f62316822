import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { StartError } from './start-error'
import { parseReplayRow, REPLAY_COLUMNS, type ReplayRow } from './replay-row'

const GZIP_MAGIC = 0x1f8b
const MAX_RECORD_BYTES = 4_096

/**
 * Reads the recorded quotes of a file, `null` for each row that is none, with as much memory as one
 * block of it takes. Compressed or not is told from its first bytes.
 *
 * @throws StartError if it cannot be read, or its first line does not name the columns
 */
export async function* readReplayFile(path: string): AsyncGenerator<ReplayRow | null> {
  const isCompressed = await startsAsGzip(path)
  const parser = parse({
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    // One quotation mark in a broken row would swallow all rows up to the next.
    quote: null,
    max_record_size: MAX_RECORD_BYTES,
  })
  const done = () => {}
  // The error arrives at the parser too, which is being read.
  if (isCompressed) pipeline(createReadStream(path), createGunzip(), parser, done)
  else pipeline(createReadStream(path), parser, done)
  try {
    yield* readRecords(path, parser)
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError(`The replay file ${path} cannot be read: ${describe(error)}.`)
  }
}

async function* readRecords(path: string, parser: Readable): AsyncGenerator<ReplayRow | null> {
  let order: number[] | undefined
  for await (const record of parser) {
    const fields: string[] = Array.isArray(record) ? record.map(String) : []
    if (order === undefined) {
      order = columnOrder(path, fields)
      continue
    }
    yield parseReplayRow(order.map((column) => fields[column] ?? '')) ?? null
  }
  if (order === undefined) throw new StartError(`The replay file ${path} is empty.`)
}

function columnOrder(path: string, header: readonly string[]): number[] {
  const order = REPLAY_COLUMNS.map((column) => header.indexOf(column))
  if (!order.includes(-1)) return order
  const wanted = REPLAY_COLUMNS.join(',')
  const found = header.join(',').slice(0, 80)
  throw new StartError(
    `The replay file ${path} must begin with the line "${wanted}", not "${found}".`,
  )
}

async function startsAsGzip(path: string): Promise<boolean> {
  try {
    await using file = await open(path)
    const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer.readUInt16BE(0) === GZIP_MAGIC
  } catch (error) {
    throw new StartError(`The replay file ${path} cannot be read: ${describe(error)}.`)
  }
}

function describe(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EACCES') return 'access is denied'
  if (code === 'EISDIR') return 'it is a folder'
  return error instanceof Error ? error.message.split('\n', 1)[0]! : String(error)
}
