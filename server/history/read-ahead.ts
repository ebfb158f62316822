/** Makes the next item of a source while the last one is made use of. Starts at once. */
export class ReadAhead<T> implements AsyncIterator<T, undefined> {
  readonly #source: AsyncGenerator<T, undefined>
  #next: Promise<IteratorResult<T, undefined>>

  constructor(source: AsyncGenerator<T, undefined>) {
    this.#source = source
    this.#next = this.#ask()
  }

  async next(): Promise<IteratorResult<T, undefined>> {
    const result = await this.#next
    if (result.done !== true) this.#next = this.#ask()
    return result
  }

  /** Resolves when nothing is being made any more. */
  async close(): Promise<void> {
    await Promise.allSettled([this.#next, this.#source.return(undefined)])
  }

  #ask(): Promise<IteratorResult<T, undefined>> {
    const next = this.#source.next()
    // Whoever stops before it is awaited does not want to know.
    next.catch(() => {})
    return next
  }
}
