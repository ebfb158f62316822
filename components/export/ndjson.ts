/** One JSON object a line, each ended by LF. NaN and infinities are null. */
export function ndjsonText(rows: Iterable<object>): string {
  let text = ''
  for (const row of rows) text += `${JSON.stringify(row)}\n`
  return text
}
