import path from 'node:path'
import { dateText, dayOfFolder } from '@/lib/lake/partition'
import { LakeLook } from './lake-look'
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
 * that are empty then: what others put there stays. A day that cannot be removed is named and left;
 * folders that cannot be read are said to be passed over.
 */
export class LakeKeeper {
  readonly #options: LakeKeeperOptions
  readonly #now: () => number
  readonly #sizes = new Map<string, { bytes: number; atMs: number }>()
  #isStopped = false
  #toldFull = false
  /** When it was told, by what was. */
  readonly #toldMs = new Map<string, number>()
  daysRemoved = 0
  /** At the last look; null: it is not looked at. */
  lakeBytes: number | null = null

  constructor(options: LakeKeeperOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
  }

  /** Looks once, a folder at a time. Never rejects. */
  async check(): Promise<void> {
    const { keepDays, maxBytes } = this.#options
    if (keepDays === undefined && maxBytes === undefined) return
    const look = new LakeLook()
    let days = await this.#days(look)
    if (keepDays !== undefined) {
      const firstMs = this.#todayMs() - (keepDays - 1) * MS_PER_DAY
      for (const day of days) {
        if (day.startMs < firstMs) await this.#remove(day, `older than ${keepDays} days`)
      }
      days = days.filter(({ startMs }) => startMs >= firstMs)
    }
    if (maxBytes !== undefined) await this.#keepBelow(maxBytes, days, look)
    if (look.unread > 0) this.#tellOnce(`folders are passed over`, look.firstFault)
  }

  #todayMs(): number {
    return Math.floor(this.#now() / MS_PER_DAY) * MS_PER_DAY
  }

  /** A look that is going on ends at the next folder. */
  stop(): void {
    this.#isStopped = true
  }

  async #keepBelow(maxBytes: number, days: readonly RecordedDay[], look: LakeLook): Promise<void> {
    const todayMs = this.#todayMs()
    const sized: { day: RecordedDay; bytes: number }[] = []
    for (const day of days) sized.push({ day, bytes: await this.#bytesOf(day, look) })
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
    const look = new LakeLook()
    let removedFiles = 0
    let fault: unknown
    for (const folder of day.folders) {
      if (this.#isStopped) break
      try {
        removedFiles += await look.removeDay(folder)
      } catch (error) {
        fault ??= error
      }
      this.#sizes.delete(folder)
    }
    if (fault !== undefined) this.#tellOnce(`${name} cannot be removed`, fault)
    else if (removedFiles > 0 && !this.#isStopped) {
      this.daysRemoved++
      this.#options.log({ level: 'info', text: `RECORDER: ${name} was removed: ${why}` })
    }
    return fault === undefined ? 0 : this.#bytesOf(day, look)
  }

  /** Once an hour: it is tried once a minute. */
  #tellOnce(what: string, fault: unknown): void {
    const nowMs = this.#now()
    for (const [told, atMs] of this.#toldMs) {
      if (nowMs - atMs >= TOLD_AGAIN_MS) this.#toldMs.delete(told)
    }
    if (this.#toldMs.has(what)) return
    this.#toldMs.set(what, nowMs)
    const reason = fault instanceof Error ? fault.message : String(fault)
    this.#options.log({ level: 'warn', text: `RECORDER: ${what}: ${reason}` })
  }

  /** Oldest first. */
  async #days(look: LakeLook): Promise<RecordedDay[]> {
    const folders = new Map<number, string[]>()
    for (const exchange of await look.exchanges(this.#options.root)) {
      for (const symbol of await look.symbols(exchange)) {
        for (const date of await look.days(symbol)) {
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

  async #bytesOf({ startMs, folders }: RecordedDay, look: LakeLook): Promise<number> {
    let total = 0
    const isOver = startMs < this.#todayMs() - MS_PER_DAY
    for (const folder of folders) {
      if (this.#isStopped) break
      const known = this.#sizes.get(folder)
      const isKnown = isOver && known !== undefined && this.#now() - known.atMs < MEASURED_FOR_MS
      const bytes = isKnown ? known.bytes : await look.bytesOfDay(folder)
      if (!isKnown) this.#sizes.set(folder, { bytes, atMs: this.#now() })
      total += bytes
    }
    return total
  }
}
