import { HttpProblem } from './http-problem'

/** A query that is not understood: the caller's fault. */
export class QueryError extends HttpProblem {
  /** The parameter at fault. */
  readonly field: string

  constructor(field: string, message: string) {
    super(400, `${field}: ${message}`)
    this.name = 'QueryError'
    this.field = field
  }
}
