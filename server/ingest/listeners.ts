/** Who wants to be told of something. */
export class Listeners<Args extends readonly unknown[]> {
  readonly #listeners = new Set<(...args: Args) => void>()

  /** Returns its undo. */
  add(listener: (...args: Args) => void): () => void {
    // Wrapped, so that one listener added twice is told twice and each undo undoes its own.
    const own = (...args: Args) => listener(...args)
    this.#listeners.add(own)
    return () => void this.#listeners.delete(own)
  }

  tell(...args: Args): void {
    for (const listener of this.#listeners) listener(...args)
  }
}
