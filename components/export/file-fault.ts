import type * as z from 'zod'

/** Undefined: it is no JSON. */
export function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** The first fault of a file by field and value: `workspaces.0.charts.2.w is 40: Too big.` */
export function faultWords({ issues: [issue] }: z.ZodError, document: unknown): string {
  if (issue === undefined) return 'The file is not in order.'
  const path = issue.path.map(String)
  const value = path.reduce<unknown>(fieldOf, document)
  const said = value === undefined ? 'is missing' : `is ${shortJson(value)}`
  const field = path.length === 0 ? 'The file' : path.join('.')
  return `${field} ${said}: ${issue.message}.`
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

const MAX_SHOWN_CHARACTERS = 60

function shortJson(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length <= MAX_SHOWN_CHARACTERS ? text : `${text.slice(0, MAX_SHOWN_CHARACTERS)}…`
}
