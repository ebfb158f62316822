/** Where something is wrong in a JSON document, and what. */
export interface PathFault {
  /** `windows[3].spreads[17].best_bid`; '' is the whole document. */
  path: string
  message: string
}

/** Faults in the order in which they are found: the first ones are kept, all are counted. */
export class FaultList {
  readonly first: PathFault[] = []
  readonly #kept: number
  #count = 0

  constructor(kept: number) {
    this.#kept = kept
  }

  get count(): number {
    return this.#count
  }

  add(path: readonly PropertyKey[], message: string): void {
    this.#count++
    if (this.first.length < this.#kept) this.first.push({ path: pathText(path), message })
  }

  /** Takes over what a schema found below `path`. */
  addIssues(
    path: readonly PropertyKey[],
    issues: readonly { path: readonly PropertyKey[]; message: string }[],
  ): void {
    for (const issue of issues) this.add([...path, ...issue.path], issue.message)
  }
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, at) => {
      if (typeof part === 'number') return `[${part}]`
      return at === 0 ? String(part) : `.${String(part)}`
    })
    .join('')
}
