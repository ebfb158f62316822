import { symbolIdentity } from '../market/symbol'
import { QueryError } from './query-error'

/** Every pair is compared with every word. */
export const MAX_SEARCH_CHARACTERS = 100
const MAX_SEARCH_WORDS = 8

/** The words of `search=`, upper case, no two alike. @throws QueryError for too much of it */
export function readSearchWords(search: string): string[] {
  if (search.length > MAX_SEARCH_CHARACTERS) {
    throw new QueryError('search', `must not have more than ${MAX_SEARCH_CHARACTERS} characters`)
  }
  const words = new Set(search.toUpperCase().split(/\s+/).filter(Boolean))
  if (words.size > MAX_SEARCH_WORDS) {
    throw new QueryError('search', `must not have more than ${MAX_SEARCH_WORDS} different words`)
  }
  return [...words]
}

/** A word of a search, upper case, and what it is as part of a symbol. */
export interface SearchWord {
  readonly text: string
  readonly symbol: string
}

export function searchWords(words: readonly string[]): SearchWord[] {
  return words.map((text) => ({ text, symbol: symbolIdentity(text) }))
}

/**
 * Whether each word is part of the symbol, in any of its spellings, or of an exchange. `identity` is
 * `pairIdentity()`: upper-case parts, joined by `:`.
 */
export function matchesWords(identity: string, words: readonly SearchWord[]): boolean {
  const symbolEnd = identity.indexOf(':')
  return words.every(
    ({ text, symbol }) =>
      identity.includes(text, symbolEnd) || identity.slice(0, symbolEnd).includes(symbol),
  )
}
