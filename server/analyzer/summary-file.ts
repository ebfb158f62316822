import { existsSync, rmSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { stringify } from 'csv-stringify/sync'
import { OWN_COLUMN } from './summary-columns'

const SECOND_MS = 1_000
/** As this analyzer names them, and the earlier one did. */
const SUMMARY_FILE = /^summary_stats_\d{8}_\d{6}\.csv$/
/** More than the longest header. */
const HEADER_BYTES = 8 * 1024

export interface SummaryRow {
  readonly cells: readonly string[]
  readonly zeroCrossingsPerMinute: number
}

/**
 * A file of the analyzer, header and rows. Rows with the most crossings come first, equal ones in
 * order of symbol, exchange1, exchange2 by code units: the same pairs give the same file.
 */
export function summaryText(header: readonly string[], rows: readonly SummaryRow[]): string {
  const inOrder = rows.toSorted(
    (a, b) => b.zeroCrossingsPerMinute - a.zeroCrossingsPerMinute || byName(a.cells, b.cells),
  )
  return stringify([header, ...inOrder.map(({ cells }) => cells)])
}

/**
 * Writes `summary_stats_YYYYMMDD_HHMMSS.csv` (UTC) and returns its path. Under that name it is whole:
 * it is written under one that no reader takes for a list, and renamed. A name that is taken stays
 * with its file; the next second's is used.
 */
export class SummaryFile {
  readonly #folder: string
  readonly #draft: string

  constructor(folder: string) {
    this.#folder = folder
    this.#draft = path.join(folder, `.summary_stats.${process.pid}.part`)
  }

  /** Makes the folder, and sees that something can be written there before hours are spent. */
  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    await writeFile(this.#draft, '')
  }

  async finish(text: string, nowMs: number): Promise<string> {
    await writeFile(this.#draft, text)
    let timeMs = nowMs
    while (existsSync(this.#nameAt(timeMs))) timeMs += SECOND_MS
    await rename(this.#draft, this.#nameAt(timeMs))
    return this.#nameAt(timeMs)
  }

  /** Any number of times; a finished file stays. At once, for a process that is being ended. */
  discard(): void {
    rmSync(this.#draft, { force: true })
  }

  #nameAt(timeMs: number): string {
    const [date = '', time = ''] = new Date(timeMs).toISOString().split('T')
    const clock = time.slice(0, 8).replaceAll(':', '')
    return path.join(this.#folder, `summary_stats_${date.replaceAll('-', '')}_${clock}.csv`)
  }
}

/** The analyzer's files of a folder by name, the oldest first; none without the folder. */
export async function summaryFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => [])
  return names.filter((name) => SUMMARY_FILE.test(name)).toSorted()
}

/** Removes those that this analyzer wrote, but for the newest; what others wrote is not ours to remove. */
export async function keepNewest(folder: string, kept: number): Promise<void> {
  for (const name of (await summaryFiles(folder)).slice(0, -kept)) {
    const file = path.join(folder, name)
    if (await isOwn(file)) await rm(file, { force: true })
  }
}

async function isOwn(file: string): Promise<boolean> {
  await using handle = await open(file)
  const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(HEADER_BYTES) })
  const [header = ''] = buffer.toString('utf8', 0, bytesRead).split(/\r?\n/)
  return header.split(',').includes(OWN_COLUMN)
}

function byName(a: readonly string[], b: readonly string[]): number {
  for (const [at, text] of a.slice(0, 3).entries()) {
    if (text !== b[at]) return text < b[at]! ? -1 : 1
  }
  return 0
}
