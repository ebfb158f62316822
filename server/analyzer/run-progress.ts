const MS_PER_SECOND = 1_000
const SECONDS_PER_MINUTE = 60
const BAR_CELLS = 16

export interface ProgressShare {
  /** By the footers of its files. */
  readonly rows: number
}

/** How far a run is, how fast, and how long it will go on. Rows to come are estimates. */
export class RunProgress {
  readonly #startedMs: number
  readonly #pairs: number
  #pairsDone = 0
  /** Of the pairs that are not done; those read of them. */
  #rowsAhead: number
  #rowsUnderWay = 0
  #rows = 0

  constructor(pairs: readonly ProgressShare[], nowMs: number) {
    this.#startedMs = nowMs
    this.#pairs = pairs.length
    this.#rowsAhead = pairs.reduce((sum, { rows }) => sum + rows, 0)
  }

  get rows(): number {
    return this.#rows
  }

  rowsRead(rows: number): void {
    this.#rows += rows
    this.#rowsUnderWay += rows
  }

  /** `rows`: those that were read of it; of one that failed they are not known. */
  pairDone(pair: ProgressShare, rows = 0): void {
    this.#pairsDone++
    this.#rowsAhead -= pair.rows
    this.#rowsUnderWay -= rows
  }

  rowsPerSecond(nowMs: number): number {
    return this.#rows / Math.max(0.001, (nowMs - this.#startedMs) / MS_PER_SECOND)
  }

  /** `12/257 pairs, 4,800,000 rows, 1,200,000 rows/s, 1 min 20 s left` */
  text(nowMs: number): string {
    return `${this.#done()}, ${count(this.#rows)} rows, ${this.#pace(nowMs)}`
  }

  /** `[########--------]  50 %  12/257 pairs, 1,200,000 rows/s, 1 min 20 s left` */
  bar(nowMs: number): string {
    const all = this.#rows + this.#rowsLeft()
    const share = all === 0 ? this.#pairsDone / this.#pairs : this.#rows / all
    const filled = Math.round(share * BAR_CELLS)
    const percent = String(Math.floor(share * 100)).padStart(3)
    const cells = '#'.repeat(filled).padEnd(BAR_CELLS, '-')
    return `[${cells}] ${percent} %  ${this.#done()}, ${this.#pace(nowMs)}`
  }

  #done(): string {
    return `${this.#pairsDone}/${this.#pairs} pairs`
  }

  #pace(nowMs: number): string {
    const rate = this.rowsPerSecond(nowMs)
    const left = rate === 0 ? '' : `, ${duration(this.#rowsLeft() / rate)} left`
    return `${count(rate)} rows/s${left}`
  }

  #rowsLeft(): number {
    return Math.max(0, this.#rowsAhead - this.#rowsUnderWay)
  }
}

export function duration(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < SECONDS_PER_MINUTE) return `${whole} s`
  const minutes = Math.floor(whole / SECONDS_PER_MINUTE)
  if (minutes < SECONDS_PER_MINUTE) return `${minutes} min ${whole % SECONDS_PER_MINUTE} s`
  return `${Math.floor(minutes / SECONDS_PER_MINUTE)} h ${minutes % SECONDS_PER_MINUTE} min`
}

export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}
