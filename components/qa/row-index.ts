import type { Stretch } from './json-rows'

/** Rows drawn at most: browsers give up on elements that are too high. */
const MAX_ROWS = 500_000

/** One row of the view. */
export type Row =
  | { kind: 'line'; line: number }
  | { kind: 'fold'; stretch: Extract<Stretch, { kind: 'fold' }> }
  | { kind: 'bad line' | 'message'; stretch: Extract<Stretch, { kind: 'fault' }> }

/** Finds the rows of stretches by their number, from 0. */
export class RowIndex {
  readonly count: number
  readonly #stretches: readonly Stretch[]
  /** The first row of each stretch. */
  readonly #firsts: readonly number[]

  constructor(stretches: readonly Stretch[]) {
    const firsts: number[] = []
    let rows = 0
    for (const stretch of stretches) {
      firsts.push(rows)
      rows += stretch.rows
    }
    this.#stretches = stretches
    this.#firsts = firsts
    this.count = Math.min(rows, MAX_ROWS)
  }

  at(row: number): Row {
    let low = 0
    let high = this.#firsts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#firsts[middle]! <= row) low = middle
      else high = middle - 1
    }
    const stretch = this.#stretches[low]!
    const within = row - this.#firsts[low]!
    if (stretch.kind === 'lines') return { kind: 'line', line: stretch.from + within }
    if (stretch.kind === 'fold') return { kind: 'fold', stretch }
    return { kind: within === 0 ? 'bad line' : 'message', stretch }
  }

  /** The row of the fault that begins at this offset; undefined when there is none. */
  rowOfFault(start: number): number | undefined {
    const at = this.#stretches.findIndex(
      (stretch) => stretch.kind === 'fault' && stretch.mark.start === start,
    )
    return this.#firsts[at]
  }
}
