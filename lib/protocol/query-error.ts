/** A query that is not understood: the caller's fault, answered with 400 and this message. */
export class QueryError extends Error {
  readonly code = 'QUERY'
  /** The parameter at fault. */
  readonly field: string

  constructor(field: string, message: string) {
    super(`${field}: ${message}`)
    this.name = 'QueryError'
    this.field = field
  }
}
