import { RecordedRows, type RowsOf } from '@/lib/lake/recorded-rows'
import type { LakeRow } from './lake-row'

interface Group {
  readonly of: RowsOf
  readonly rows: LakeRow[]
  /** Steady clock, of the first. */
  readonly sinceMs: number
}

/**
 * Rows of partitions that no file is open for, by partition, the one that waits longest first; each
 * becomes a file when it is taken.
 */
export class WaitingRows {
  readonly #groups = new Map<string, Group>()
  #rows = 0

  get length(): number {
    return this.#rows
  }

  /** Keys, and since when they wait. */
  *ages(): Iterable<{ key: string; sinceMs: number }> {
    for (const [key, { sinceMs }] of this.#groups) yield { key, sinceMs }
  }

  has(key: string): boolean {
    return this.#groups.has(key)
  }

  /** Gives how many of its partition wait now. */
  add(key: string, of: RowsOf, row: LakeRow, nowMs: number): number {
    let group = this.#groups.get(key)
    if (group === undefined) {
      group = { of, rows: [], sinceMs: nowMs }
      this.#groups.set(key, group)
    }
    this.#rows++
    return group.rows.push(row)
  }

  /** Their file; undefined: none of that partition wait. */
  take(key: string): { rows: RecordedRows; sinceMs: number } | undefined {
    const group = this.#groups.get(key)
    if (group === undefined) return undefined
    this.#groups.delete(key)
    this.#rows -= group.rows.length
    const rows = new RecordedRows(group.of)
    for (const { wholeMs, ticks, numbers, text } of group.rows) {
      rows.add(wholeMs, ticks, numbers, text)
    }
    return { rows, sinceMs: group.sinceMs }
  }

  clear(): void {
    this.#groups.clear()
    this.#rows = 0
  }
}
