/** Quotes wait no longer than for one slice and the step that goes over it. */
const SLICE_MS = 4

/**
 * Long work in slices, with everything that has arrived handled in between. Tasks are done one after
 * the other; a step is what cannot be interrupted.
 */
export class SlicedWork {
  readonly #tasks: { steps: Iterator<void, void>; kind?: string }[] = []
  #isClosed = false
  #due: NodeJS.Immediate | undefined

  /** `kind` names what is due again and again: while one of it is not through, another is not taken. */
  add(steps: Iterator<void, void>, kind?: string): void {
    if (this.#isClosed) return
    if (kind !== undefined && this.#tasks.some((task) => task.kind === kind)) return
    this.#tasks.push({ steps, ...(kind !== undefined && { kind }) })
    this.#due ??= setImmediate(() => this.#slice())
  }

  /** What is not done stays undone, and nothing is taken any more. */
  close(): void {
    this.#isClosed = true
    clearImmediate(this.#due)
    this.#tasks.length = 0
  }

  #slice(): void {
    const endMs = performance.now() + SLICE_MS
    do {
      const task = this.#tasks[0]
      if (task === undefined) {
        this.#due = undefined
        return
      }
      if (task.steps.next().done === true) this.#tasks.shift()
    } while (performance.now() < endMs)
    this.#due = setImmediate(() => this.#slice())
  }
}
