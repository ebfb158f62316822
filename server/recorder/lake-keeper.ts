import { lstat, readdir, rmdir, unlink } from 'node:fs/promises'
import path from 'node:path'
import {
  dateText,
  dayOfFolder,
  hourOfFolder,
  isLakeFile,
  partitionValue,
} from '@/lib/lake/partition'
import { diskReason, errorCode } from './disk-fault'
import type { RecorderLogEntry } from './recorder-message'

const MS_PER_DAY = 86_400_000
/** How long the size of a day that is over is believed. */
const MEASURED_FOR_MS = 600_000
const GB = 1e9
const TOLD_AGAIN_MS = 3_600_000

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
 * Removes whole days of the lake, the oldest first, until it is within its limits; never today's.
 * Of folders `exchange=X/symbol=S/date=D` that are no links it removes recorded files, and the folders
 * that are empty then: what others put there stays. A day that cannot be removed is named and left.
 */
export class LakeKeeper {
  readonly #options: LakeKeeperOptions
  readonly #now: () => number
  readonly #sizes = new Map<string, { bytes: number; atMs: number }>()
  #isStopped = false
  #toldFull = false
  readonly #toldLeft = new Map<string, number>()
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
      total -= bytes - (await this.#remove(day, why))
    }
    this.lakeBytes = total
    const isFull = total > maxBytes
    if (isFull && !this.#toldFull) {
      this.#options.log({ level: 'warn', text: `RECORDER: ${why}, all of it of today` })
    }
    this.#toldFull = isFull
  }

  /** Gives the bytes that are left of it. */
  async #remove(day: RecordedDay, why: string): Promise<number> {
    const name = dateText(day.startMs)
    let removedFiles = 0
    let fault: unknown
    for (const folder of day.folders) {
      if (this.#isStopped) break
      try {
        removedFiles += await removeRecorded(folder)
      } catch (error) {
        fault ??= error
      }
      this.#sizes.delete(folder)
    }
    if (fault !== undefined) this.#tellLeft(name, fault)
    else if (removedFiles > 0 && !this.#isStopped) {
      this.daysRemoved++
      this.#options.log({ level: 'info', text: `RECORDER: ${name} was removed: ${why}` })
    }
    return fault === undefined ? 0 : this.#bytesOf(day, this.#now())
  }

  /** Each day once an hour: it is tried once a minute. */
  #tellLeft(name: string, fault: unknown): void {
    const nowMs = this.#now()
    for (const [told, atMs] of this.#toldLeft) {
      if (nowMs - atMs >= TOLD_AGAIN_MS) this.#toldLeft.delete(told)
    }
    if (this.#toldLeft.has(name)) return
    this.#toldLeft.set(name, nowMs)
    const reason = fault instanceof Error ? fault.message : String(fault)
    this.#options.log({ level: 'warn', text: `RECORDER: ${name} cannot be removed: ${reason}` })
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

/** Of a day; links are not followed. */
async function recordedFiles(date: string): Promise<string[]> {
  const files: string[] = []
  for (const folder of [date, ...(await foldersIn(date, isHour))]) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
    const ours = entries.filter((entry) => entry.isFile() && isLakeFile(entry.name))
    files.push(...ours.map(({ name }) => path.join(folder, name)))
  }
  return files
}

async function bytesIn(date: string): Promise<number> {
  let total = 0
  for (const file of await recordedFiles(date)) {
    const entry = await lstat(file).catch(() => undefined)
    total += entry?.size ?? 0
  }
  return total
}

/** Gives the files it removed. @throws the file system's first error, once all have been tried */
async function removeRecorded(date: string): Promise<number> {
  let removed = 0
  let fault: unknown
  const attempt = async (work: Promise<void>, unless: readonly string[]) => {
    try {
      await work
      return 1
    } catch (error) {
      if (!unless.includes(errorCode(error) ?? '')) fault ??= error
      return 0
    }
  }
  for (const file of await recordedFiles(date)) removed += await attempt(unlink(file), ['ENOENT'])
  for (const folder of [...(await foldersIn(date, isHour)), date]) {
    await attempt(rmdir(folder), ['ENOENT', 'ENOTEMPTY', 'EEXIST'])
  }
  if (fault !== undefined) throw fault
  return removed
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

function isHour(name: string): boolean {
  return hourOfFolder(name) !== undefined
}
