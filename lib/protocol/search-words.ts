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
