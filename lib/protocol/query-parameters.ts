import { QueryError } from './query-error'

/** How much of a wrong value is repeated to the caller. */
const SHOWN_CHARACTERS = 60

/** The parameters of one query, each read at most once and in the form it must have. */
export class QueryParameters {
  readonly #params: URLSearchParams

  /** @throws QueryError for a parameter that is not `known`, or is given twice */
  constructor(params: URLSearchParams, known: readonly string[]) {
    const seen = new Set<string>()
    for (const name of params.keys()) {
      if (!known.includes(name)) {
        throw new QueryError(shown(name), `is not a parameter here; those are ${known.join(', ')}`)
      }
      if (seen.has(name)) throw new QueryError(name, 'is given more than once')
      seen.add(name)
    }
    this.#params = params
  }

  has(name: string): boolean {
    return this.#params.has(name)
  }

  text(name: string, fallback: string): string {
    return this.#params.get(name) ?? fallback
  }

  choice<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const value = this.#params.get(name)
    if (value === null) return fallback
    const choice = choices.find((one) => one === value)
    if (choice === undefined) {
      throw new QueryError(name, `must be one of ${choices.join(', ')}, not '${shown(value)}'`)
    }
    return choice
  }

  /** A whole number from `min` to `max`, inclusive. */
  whole(name: string, min: number, max: number, fallback: number): number {
    const value = this.#params.get(name)
    if (value === null) return fallback
    const number = Number(value)
    if (!/^\d+$/.test(value) || number < min || number > max) {
      const range = `a whole number from ${min} to ${max}`
      throw new QueryError(name, `must be ${range}, not '${shown(value)}'`)
    }
    return number
  }

  /** A decimal number of at least zero. */
  amount(name: string, fallback: number): number {
    const value = this.#params.get(name)
    if (value === null) return fallback
    const number = Number(value)
    if (!/^\d+(\.\d*)?$|^\.\d+$/.test(value) || !Number.isFinite(number)) {
      throw new QueryError(name, `must be a number of at least 0, not '${shown(value)}'`)
    }
    return number
  }
}

/** A caller's text, fit to be repeated in one line. */
export function shown(text: string): string {
  const cut = text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text
  return cut.replace(/\p{Cc}/gu, ' ')
}
