import type { Report, Suspect } from './history-message'

/** Tells the server what is about to be read, and knows what ended the processes before this one. */
export class CollectionReports {
  readonly #report: (report: Report, onSent: () => void) => void
  readonly #known = new Map<string, string | null>()
  #nextId = 0

  /** `report` calls `onSent` when the report outlives this process. */
  constructor(report: (report: Report, onSent: () => void) => void) {
    this.#report = report
  }

  know(suspects: readonly Suspect[]): void {
    for (const { path, mark } of suspects) this.#known.set(path, mark)
  }

  has({ path, mark }: Suspect): boolean {
    return this.#known.get(path) === mark
  }

  async begin(suspects: readonly Suspect[]): Promise<() => void> {
    const id = this.#nextId++
    const plain = suspects.map(({ path, mark }) => ({ path, mark }))
    await new Promise<void>((resolve) => {
      this.#report({ type: 'collecting', id, suspects: plain }, resolve)
    })
    return () => this.#report({ type: 'collected', id }, () => {})
  }
}
