/** What stands in a cell; NaN, null and undefined are an empty one. */
export type Cell = number | string | boolean | null | undefined

/** CSV of RFC 4180: a head, then a line a row, each ended by CR LF. Numbers are not rounded. */
export function csvText(head: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const lines = [head.map(cellText).join(',')]
  for (const row of rows) lines.push(row.map(cellText).join(','))
  return `${lines.join('\r\n')}\r\n`
}

/** Names of exchanges and symbols are given by others: a spreadsheet must not run them. */
const FORMULA = /^[=+\-@\t\r]/

function cellText(cell: Cell): string {
  if (cell === undefined || cell === null || Number.isNaN(cell)) return ''
  if (typeof cell !== 'string') return String(cell)
  const safe = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
