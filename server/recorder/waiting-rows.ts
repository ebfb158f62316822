import { RecordedRows, type RowsOf } from '@/lib/lake/recorded-rows'
import type { LakeRow } from './lake-row'

interface Group {
  readonly of: RowsOf
  readonly rows: LakeRow[]
}

/**
 * Rows of partitions that no file is open for, all in one list, until they leave together: then each
 * partition's become a file, made when it is asked for.
 */
export class WaitingRows {
  #rows: { key: string; of: RowsOf; row: LakeRow }[] = []
  readonly #keys = new Set<string>()
  readonly #leaving: Group[] = []
  #leavingRows = 0
  #sinceMs = Infinity

  get length(): number {
    return this.#rows.length
  }

  get leavingRows(): number {
    return this.#leavingRows
  }

  /** Steady clock, of the oldest; Infinity without any. */
  get sinceMs(): number {
    return this.#sinceMs
  }

  has(key: string): boolean {
    return this.#keys.has(key)
  }

  add(key: string, of: RowsOf, row: LakeRow, nowMs: number): void {
    if (this.#rows.length === 0) this.#sinceMs = nowMs
    this.#rows.push({ key, of, row })
    this.#keys.add(key)
  }

  leave(): void {
    const groups = new Map<string, Group>()
    for (const { key, of, row } of this.#rows) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, { of, rows: [row] })
      else group.rows.push(row)
    }
    this.#leaving.push(...groups.values())
    this.#leavingRows += this.#rows.length
    this.#forget()
  }

  /** The next file of those that leave. */
  take(): RecordedRows | undefined {
    const group = this.#leaving.shift()
    if (group === undefined) return undefined
    const file = new RecordedRows(group.of)
    for (const { wholeMs, ticks, numbers, text } of group.rows) {
      file.add(wholeMs, ticks, numbers, text)
    }
    this.#leavingRows -= group.rows.length
    return file
  }

  clear(): void {
    this.#forget()
    this.#leaving.length = 0
    this.#leavingRows = 0
  }

  #forget(): void {
    this.#rows = []
    this.#keys.clear()
    this.#sinceMs = Infinity
  }
}
