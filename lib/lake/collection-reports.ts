import * as z from 'zod'
import { suspectSchema, type Suspect } from './suspects'

/** Of a process that reads, before and after each collection of polars. */
export const collectingSchema = z.object({
  type: z.literal('collecting'),
  id: z.int(),
  suspects: z.array(suspectSchema),
})
export const collectedSchema = z.object({ type: z.literal('collected'), id: z.int() })
type CollectionReport = z.infer<typeof collectingSchema> | z.infer<typeof collectedSchema>

/** In the process: tells what is about to be read, and knows what ended those before this one. */
export class CollectionReports {
  readonly #report: (report: CollectionReport, onSent: () => void) => void
  readonly #known = new Map<string, string | null>()
  #nextId = 0

  /** `report` calls `onSent` when the report outlives this process. */
  constructor(report: (report: CollectionReport, onSent: () => void) => void) {
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

/** Outside of the process: what it is reading. */
export class Collecting {
  readonly #byId = new Map<number, readonly Suspect[]>()

  hear(report: CollectionReport): void {
    if (report.type === 'collecting') this.#byId.set(report.id, report.suspects)
    else this.#byId.delete(report.id)
  }

  all(): Suspect[] {
    return [...this.#byId.values()].flat()
  }
}
