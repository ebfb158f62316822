import type { ChoiceColumn, TableColumn } from './screener-columns'

/** The columns with one of them a place further (`by` 1) or nearer (-1); it stops at the ends. */
export function movedColumn(
  columns: readonly ChoiceColumn[],
  column: TableColumn,
  by: 1 | -1,
): ChoiceColumn[] {
  const from = columns.findIndex((each) => each === column)
  const to = from + by
  if (from === -1 || to < 0 || to >= columns.length) return [...columns]
  const moved = [...columns]
  moved.splice(to, 0, ...moved.splice(from, 1))
  return moved
}

/** The columns with one of them before the one at the place `gap`; their number: behind the last. */
export function droppedColumn(
  columns: readonly ChoiceColumn[],
  column: ChoiceColumn,
  gap: number,
): ChoiceColumn[] {
  const before = columns.slice(0, gap).filter((each) => each !== column)
  const behind = columns.slice(gap).filter((each) => each !== column)
  return [...before, column, ...behind]
}

/** Between which columns a pointer is, from 0: those whose middle it has passed. */
export function gapAt(middlesPx: readonly number[], xPx: number): number {
  return middlesPx.filter((middle) => middle < xPx).length
}
