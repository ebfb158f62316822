/** Thrown where a request cannot be served as asked; the answer is its status and `{"detail"}`. */
export class HttpProblem extends Error {
  readonly status: number
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail)
    this.name = 'HttpProblem'
    this.status = status
    this.headers = headers
  }
}
