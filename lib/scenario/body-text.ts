import type { MockBody, MockWindow } from '../protocol/mock-data'

/** A body as JSON that a person can read: a line for each opportunity, quote and column. */
export function bodyText({ opportunities, windows }: MockBody): string {
  const pairs = Array.isArray(opportunities)
    ? list(
        opportunities.map((row) => `    ${spaced(row)}`),
        '  ',
      )
    : spaced(opportunities)
  return `{
  "opportunities": ${pairs},
  "windows": ${list(windows.map(windowText), '  ')}
}
`
}

function windowText({ spreads, ...head }: MockWindow): string {
  const inner = Array.isArray(spreads)
    ? list(
        spreads.map((row) => `        ${spaced(row)}`),
        '      ',
      )
    : columns(spreads)
  const fields = Object.entries(head).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`)
  return `    { ${[...fields, `"spreads": ${inner}`].join(',\n      ')}
    }`
}

function columns(of: object): string {
  const lines = Object.entries(of).map(
    ([key, column]) => `        "${key}": ${JSON.stringify(column)}`,
  )
  return `{\n${lines.join(',\n')}\n      }`
}

function list(items: readonly string[], indent: string): string {
  return items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n${indent}]`
}

function spaced(row: object): string {
  const fields = Object.entries(row).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`)
  return `{ ${fields.join(', ')} }`
}
