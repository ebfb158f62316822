import type { CollectionReports } from '@/lib/lake/collection-reports'
import { chartsAnswer } from './charts-answer'
import { HistoryFault } from './history-fault'
import type { HistoryRequest, Order, Piece, Report } from './history-message'
import { pairsAnswer } from './pairs-answer'
import type { QuoteLake } from './quote-lake'
import { rangeAnswer, type Reading } from './range-answer'

/** Of one answer, on its way to its reader: more is not made before the reader has taken some. */
export const READER_QUEUE_BYTES = 256 * 1024

export interface HistoryWorkerOptions {
  readonly lake: QuoteLake
  readonly collections: Pick<CollectionReports, 'know'>
  readonly toleranceMs: number
  readonly report: (report: Report) => void
}

interface Job {
  readonly abort: AbortController
  queuedBytes: number
  /** Called when the reader has taken something. */
  resume: () => void
}

/** Answers requests to the lake, in the process that reads it: any number at a time. */
export class HistoryWorker {
  readonly #options: HistoryWorkerOptions
  readonly #jobs = new Map<number, Job>()

  constructor(options: HistoryWorkerOptions) {
    this.#options = options
  }

  order(order: Order): void {
    if (order.type === 'open') void this.#answer(order.id, order.request)
    else if (order.type === 'suspects') this.#options.collections.know(order.suspects)
    else if (order.type === 'free') this.#options.lake.freeCaches()
    else {
      const job = this.#jobs.get(order.id)
      if (job === undefined) return
      if (order.type === 'cancel') job.abort.abort()
      else job.queuedBytes -= order.bytes
      job.resume()
    }
  }

  /** Never rejects: what goes wrong is reported. */
  async #answer(id: number, request: HistoryRequest): Promise<void> {
    const { lake, toleranceMs, report } = this.#options
    const job: Job = { abort: new AbortController(), queuedBytes: 0, resume: () => {} }
    const { signal } = job.abort
    this.#jobs.set(id, job)
    try {
      for await (const piece of answerOf(request, { lake, toleranceMs, signal })) {
        if (piece.bytes.length === 0) continue
        await this.#room(job)
        if (signal.aborted) break
        job.queuedBytes += piece.bytes.length
        report({ type: 'piece', id, piece })
      }
      report({ type: 'done', id })
    } catch (error) {
      // Nobody is left to be told.
      if (signal.aborted) report({ type: 'done', id })
      else report({ type: 'fail', id, ...faultOf(error) })
    } finally {
      this.#jobs.delete(id)
    }
  }

  /** A piece may be longer than what is allowed: it then goes alone. */
  async #room(job: Job): Promise<void> {
    while (job.queuedBytes >= READER_QUEUE_BYTES && !job.abort.signal.aborted) {
      await new Promise<void>((resolve) => (job.resume = resolve))
    }
  }
}

function answerOf(request: HistoryRequest, reading: Reading): AsyncGenerator<Piece> {
  if (request.kind === 'range') return rangeAnswer(request, reading)
  return request.kind === 'charts' ? chartsAnswer(request, reading) : pairsAnswer(request, reading)
}

function faultOf(error: unknown): { status: number; detail: string } {
  if (error instanceof HistoryFault) return { status: error.status, detail: error.message }
  const text = error instanceof Error ? error.message : String(error)
  return { status: 500, detail: `reading the lake failed: ${text}` }
}
