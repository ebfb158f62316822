import type { ServerResponse } from 'node:http'
import type { Pair } from '@/lib/market/pair'
import type { Stretch } from '@/lib/spread/chart-points'
import type { ChartService } from './chart-service'
import type { ChosenCharts } from './chosen-charts'
import { LineWriter } from './line-writer'
import { Turnstile } from './turnstile'

/** Snapshots answered at one time; so many more may wait. */
export const MAX_SNAPSHOTS = 2
export const MAX_WAITING_SNAPSHOTS = 16
/** Charts made at one time: the next ones when these have been taken. */
const CHARTS_PER_STEP = 8

export interface ChartLinesOptions {
  charts: Pick<ChartService, 'encode'>
  /** A reader that takes nothing for so long is cut off. */
  fullMs: number
  /** The same, while another reader waits for its place; a second if left out. */
  awaitedFullMs?: number
}

/** Answers with charts, one a line; a few such answers at one time. */
export class ChartLines {
  readonly #turns = new Turnstile(MAX_SNAPSHOTS, MAX_WAITING_SNAPSHOTS)
  readonly #options: ChartLinesOptions
  #endedSlow = 0

  constructor(options: ChartLinesOptions) {
    this.#options = options
  }

  /** Answers under way, those that wait, those turned away, and readers that were cut off. */
  counters(): { inside: number; waiting: number; refused: number; endedSlow: number } {
    const { inside, waiting, refused } = this.#turns
    return { inside, waiting, refused, endedSlow: this.#endedSlow }
  }

  /** `isAwaited`: whether somebody waits for the place of this reader. */
  writer(response: ServerResponse, isAwaited: () => boolean): LineWriter {
    const onSlow = () => this.#endedSlow++
    const { fullMs, awaitedFullMs } = this.#options
    return new LineWriter(response, { fullMs, awaitedFullMs, isAwaited, onSlow })
  }

  /**
   * `choose` is asked when it is this answer's turn.
   *
   * @throws HttpProblem 503 when too many are being answered
   */
  send(response: ServerResponse, choose: () => ChosenCharts, stretch?: Stretch): Promise<void> {
    const { charts } = this.#options
    const how = { form: 'lines', maxBytes: Infinity, ...(stretch && { stretch }) } as const
    return this.#turns.pass(response, async () => {
      const writer = this.writer(response, () => this.#turns.waiting > 0)
      for (const step of steps(choose())) {
        if (writer.isGone) return
        const { bytes } = await charts.encode(step, how)
        await writer.write(bytes)
      }
      writer.end()
    })
  }
}

/** The charts in the order of the lines, a few at a time. */
function* steps(chosen: ChosenCharts): Generator<ChosenCharts> {
  const sorted = [...chosen.places].sort(bySymbol)
  for (let at = 0; at < sorted.length; at += CHARTS_PER_STEP) {
    yield { ...chosen, places: sorted.slice(at, at + CHARTS_PER_STEP) }
  }
}

/** The order of the lines (contract §3). */
export function bySymbol(a: Pair, b: Pair): number {
  return (
    compare(a.symbol, b.symbol) ||
    compare(a.exchange1, b.exchange1) ||
    compare(a.exchange2, b.exchange2)
  )
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
