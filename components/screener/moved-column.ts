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
