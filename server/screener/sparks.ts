import { LRUCache } from 'lru-cache'
import { percent } from '@/lib/protocol/column-text'
import { sparkSteps, SPARK_STEP_S } from '@/lib/spread/bar-figures'
import type { BookedPair } from './booked-pair'
import type { HourFigures } from './hour-figures'

/** All readers of a step want much the same ones; the longest unused goes. */
const MAX_KEPT = 1_000
const SECOND_MS = 1_000
/** A line 20 pixels high shows no more. */
const DECIMALS = 3

/** Sparks as JSON, each made once for every step of ten seconds. */
export class Sparks {
  readonly #figures: HourFigures
  readonly #texts = new LRUCache<BookedPair, string>({ max: MAX_KEPT })
  #step = NaN

  constructor(figures: HourFigures) {
    this.#figures = figures
  }

  /** Undefined: the bars are not to be read just now. */
  text(pair: BookedPair, nowMs: number): string | undefined {
    const step = Math.floor(nowMs / SECOND_MS / SPARK_STEP_S)
    if (step !== this.#step) this.#texts.clear()
    this.#step = step
    const held = this.#texts.get(pair)
    if (held !== undefined) return held
    const rows = this.#figures.rowsOf(pair)
    if (rows === undefined) return undefined
    const values = sparkSteps(rows, this.#figures.secondOf(pair, nowMs))
    const text = `[${Array.from(values, short).join()}]`
    this.#texts.set(pair, text)
    return text
  }
}

function short(value: number): string {
  return percent(value) === null ? 'null' : String(Number(value.toFixed(DECIMALS)) + 0)
}
