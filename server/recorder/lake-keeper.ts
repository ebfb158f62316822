import { lstat, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { dateText, dayOfFolder, partitionValue } from '@/lib/lake/partition'
import { diskReason } from './disk-fault'
import type { RecorderLogEntry } from './recorder-message'

const MS_PER_DAY = 86_400_000
/** How long the size of a day that is over is believed. */
const MEASURED_FOR_MS = 600_000
const GB = 1e9

export interface LakeKeeperOptions {
  root: string
  /** Days kept, today being one; undefined: all. */
  keepDays: number | undefined
  /** Undefined: no limit. */
  maxBytes: number | undefined
  log: (entry: RecorderLogEntry) => void
  /** Epoch milliseconds. */
  now?: () => number
}

/** What is recorded of one day: its folders, of each exchange and symbol. */
interface RecordedDay {
  readonly startMs: number
  readonly folders: readonly string[]
}

/**
 * Removes whole days of the lake, the oldest first, until it is within its limits; never today's,
 * and nothing but folders `exchange=X/symbol=S/date=D` that are no links.
 */
export class LakeKeeper {
  readonly #options: LakeKeeperOptions
  readonly #now: () => number
  readonly #sizes = new Map<string, { bytes: number; atMs: number }>()
  #isStopped = false
  #toldFull = false
  daysRemoved = 0
  /** At the last look; null: it is not looked at. */
  lakeBytes: number | null = null

  constructor(options: LakeKeeperOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
  }

  /** Looks once, a folder at a time. Never rejects. */
  async check(): Promise<void> {
    const { keepDays, maxBytes, root, log } = this.#options
    if (keepDays === undefined && maxBytes === undefined) return
    try {
      const todayMs = Math.floor(this.#now() / MS_PER_DAY) * MS_PER_DAY
      let days = await this.#days()
      if (keepDays !== undefined) {
        const firstMs = todayMs - (keepDays - 1) * MS_PER_DAY
        for (const day of days) {
          if (day.startMs < firstMs) await this.#remove(day, `older than ${keepDays} days`)
        }
        days = days.filter(({ startMs }) => startMs >= firstMs)
      }
      if (maxBytes !== undefined) await this.#keepBelow(maxBytes, days, todayMs)
    } catch (error) {
      log({
        level: 'warn',
        text: `RECORDER: ${root} cannot be looked through: ${diskReason(error)}`,
      })
    }
  }

  /** A look that is going on ends at the next folder. */
  stop(): void {
    this.#isStopped = true
  }

  async #keepBelow(maxBytes: number, days: readonly RecordedDay[], todayMs: number): Promise<void> {
    const sized: { day: RecordedDay; bytes: number }[] = []
    for (const day of days) sized.push({ day, bytes: await this.#bytesOf(day, todayMs) })
    let total = sized.reduce((sum, { bytes }) => sum + bytes, 0)
    const why = `the lake has more than ${maxBytes / GB} GB`
    for (const { day, bytes } of sized) {
      if (total <= maxBytes || day.startMs >= todayMs) break
      await this.#remove(day, why)
      total -= bytes
    }
    this.lakeBytes = total
    const isFull = total > maxBytes
    if (isFull && !this.#toldFull) {
      this.#options.log({ level: 'warn', text: `RECORDER: ${why}, all of it of today` })
    }
    this.#toldFull = isFull
  }

  async #remove({ startMs, folders }: RecordedDay, why: string): Promise<void> {
    for (const folder of folders) {
      if (this.#isStopped) return
      await rm(folder, { recursive: true, force: true })
      this.#sizes.delete(folder)
    }
    this.daysRemoved++
    this.#options.log({ level: 'info', text: `RECORDER: ${dateText(startMs)} was removed: ${why}` })
  }

  /** Oldest first. */
  async #days(): Promise<RecordedDay[]> {
    const folders = new Map<number, string[]>()
    for (const exchange of await foldersIn(this.#options.root, isExchange)) {
      for (const symbol of await foldersIn(exchange, isSymbol)) {
        for (const date of await foldersIn(symbol, isDate)) {
          const startMs = dayOfFolder(path.basename(date))!
          const same = folders.get(startMs)
          if (same === undefined) folders.set(startMs, [date])
          else same.push(date)
        }
        if (this.#isStopped) return []
      }
    }
    return [...folders]
      .map(([startMs, inDay]) => ({ startMs, folders: inDay }))
      .toSorted((a, b) => a.startMs - b.startMs)
  }

  async #bytesOf({ startMs, folders }: RecordedDay, todayMs: number): Promise<number> {
    let total = 0
    const isOver = startMs < todayMs - MS_PER_DAY
    for (const folder of folders) {
      if (this.#isStopped) break
      const known = this.#sizes.get(folder)
      const isKnown = isOver && known !== undefined && this.#now() - known.atMs < MEASURED_FOR_MS
      const bytes = isKnown ? known.bytes : await bytesIn(folder)
      if (!isKnown) this.#sizes.set(folder, { bytes, atMs: this.#now() })
      total += bytes
    }
    return total
  }
}

/** Links are none; empty when it is gone. */
async function foldersIn(folder: string, isWanted: (name: string) => boolean): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isDirectory() && isWanted(entry.name))
    .map(({ name }) => path.join(folder, name))
}

async function bytesIn(folder: string): Promise<number> {
  let total = 0
  for (const name of await readdir(folder, { recursive: true }).catch(() => [])) {
    const entry = await lstat(path.join(folder, name)).catch(() => undefined)
    if (entry?.isFile() === true) total += entry.size
  }
  return total
}

function isExchange(name: string): boolean {
  return partitionValue('exchange', name) !== undefined
}

function isSymbol(name: string): boolean {
  return partitionValue('symbol', name) !== undefined
}

function isDate(name: string): boolean {
  return dayOfFolder(name) !== undefined
}
