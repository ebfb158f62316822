type Cells = readonly (string | number)[]

/** Prints rows under heads; the first column is words, the others are figures. */
export function printTable(heads: readonly string[], rows: readonly Cells[]): void {
  for (const cells of padded([heads, ...rows])) console.log(`  ${cells.join('  ')}`)
}

/** The same as a table of Markdown, aligned as prettier aligns it. */
export function markdownTable(heads: readonly string[], rows: readonly Cells[]): string {
  const [head = [], ...body] = padded([heads, ...rows])
  const rule = head.map((cell, at) =>
    at === 0
      ? '-'.repeat(Math.max(3, cell.length))
      : `${'-'.repeat(Math.max(2, cell.length - 1))}:`,
  )
  return [head, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function padded(rows: readonly Cells[]): string[][] {
  const lines = rows.map((row) => row.map(String))
  const widths = (lines[0] ?? []).map((_, at) =>
    Math.max(3, ...lines.map((line) => line[at]?.length ?? 0)),
  )
  return lines.map((line) =>
    line.map((text, at) =>
      at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0),
    ),
  )
}
