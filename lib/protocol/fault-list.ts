/** Where something is wrong in a JSON document, and what. */
export interface PathFault {
  /** `windows[3].spreads[17].best_bid`; '' is the whole document. */
  path: string
  message: string
}

/** Of a key that names a fault; a key may be as long as the document. */
const MAX_KEY_CHARACTERS = 100

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

export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, at) => {
      if (typeof part === 'number') return `[${part}]`
      const key = String(part)
      const cut = key.length > MAX_KEY_CHARACTERS ? `${key.slice(0, MAX_KEY_CHARACTERS)}…` : key
      return at === 0 ? cut : `.${cut}`
    })
    .join('')
}
