import type * as z from 'zod'
import { pathText } from './fault-list'
import { QueryError } from './query-error'
import { shown } from './query-parameters'
import { screenerQuerySchema, type ScreenerQuery } from './screener-query'
import { readSearchWords } from './search-words'

/** Reads the bytes of a question. @throws QueryError naming the field at fault and its value */
export function parseScreenerBody(bytes: Uint8Array): ScreenerQuery {
  const parsed = screenerQuerySchema.safeParse(parseJson(bytes), { reportInput: true })
  if (!parsed.success) throw faultOf(parsed.error.issues[0])
  readSearchWords(parsed.data.search)
  return parsed.data
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new QueryError('body', `is not JSON: ${shown(why)}`)
  }
}

function faultOf(issue: z.core.$ZodIssue | undefined): QueryError {
  const path = issue?.path ?? []
  if (issue?.code === 'unrecognized_keys') {
    return new QueryError(nameOf([...path, ...issue.keys.slice(0, 1)]), 'is not a field here')
  }
  return new QueryError(nameOf(path), `${issue?.message}, not ${valueText(issue?.input)}`)
}

function nameOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'body' : shown(pathText(path))
}

/** In one line; what has parts is not spelt out, for it may be nested without end. */
function valueText(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  return shown(JSON.stringify(value))
}
