import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  chooseBarSeconds,
  type HistoryBars,
  type HistoryEnd,
  type HistoryGap,
  type HistoryLine,
} from '@/lib/protocol/history-line'
import type { PairRows } from '../stream/pair-rows'
import { NOTHING, type DeskState, type Question } from './desk-state'
import { HistoryRows, MAX_HELD_BARS, type Span } from './history-rows'
import { pause, readPatiently, readWhole } from './patient-reading'
import { HistoryFault, type HistoryRequest } from './read-history'

/** Bars of one answer. */
const MAX_POINTS = 4_000
/** Bars that scrolling left asks for at once. */
const OLDER_BARS = 1_000
/** A view of fewer bars than this is asked for finer. */
const FINE_BARS = 900
/** What the recorder had not written yet is asked for again: it writes every 10 s. */
const FILL_TRIES = 4
const FILL_WAIT_MS = 11_000
/** What is recorded late, by a server that was busy or had ended, is asked for so long. */
const LATE_FILL_WAIT_MS = 60_000
const LATE_FILL_TRIES = 60
/** Spans that are asked for at one time. */
const MAX_LATE_FILLS = 8

/** Bars of one range of one pair, and of what is looked at in it: asked for, held, given up. */
export class HistoryDesk {
  readonly store: StoreApi<DeskState> = createStore<DeskState>()(() => NOTHING)
  readonly #live: () => PairRows | undefined
  #question: Question | undefined
  #main: HistoryRows | undefined
  #detail: HistoryRows | undefined
  #reading = new AbortController()
  #readingMore: AbortController | undefined
  #filling = new Set<HistoryRows>()
  #lateFills = 0
  #looked: Span | undefined

  /** `live`: the last hour of the pair asked about, if the server streams it. */
  constructor(live: () => PairRows | undefined) {
    this.#live = live
  }

  /** Of the whole range. */
  get main(): HistoryRows | undefined {
    return this.#main
  }

  /** What is to be drawn: the whole range, or the part that is looked at, finer. */
  get shown(): HistoryRows | undefined {
    return this.#detail ?? this.#main
  }

  get isLive(): boolean {
    const { phase } = this.store.getState()
    const isRead = phase === 'done' || phase === 'cancelled'
    return isRead && this.#question?.range.isLive === true
  }

  open(question: Question): void {
    this.close()
    this.#question = question
    this.#reading = new AbortController()
    const { fromMs, toMs } = question.range
    const step = chooseBarSeconds(fromMs, toMs, MAX_POINTS)
    this.#main = new HistoryRows(step, Math.floor(fromMs / 1_000))
    this.store.setState({ ...NOTHING, phase: 'loading', startedMs: Date.now() })
    void this.#load(this.#main, this.#reading.signal)
  }

  /** The same question once more; a range that ends now ends at the new now. */
  again(nowMs: number): void {
    if (this.#question === undefined) return
    const { range } = this.#question
    const { fromMs, toMs, isLive, isSliding } = range
    const moved = { ...range, fromMs: isSliding ? fromMs + nowMs - toMs : fromMs, toMs: nowMs }
    this.open({ ...this.#question, range: isLive ? moved : range })
  }

  /** What came stays. */
  cancel(): void {
    if (this.store.getState().phase !== 'loading') return
    this.#reading.abort()
    this.store.setState({ phase: 'cancelled', words: undefined })
  }

  close(): void {
    this.#reading.abort()
    this.#readingMore?.abort()
    this.#question = undefined
    this.#main = undefined
    this.#detail = undefined
    this.#looked = undefined
    this.store.setState(NOTHING)
  }

  /** Brings what is held up to date with the live stream. */
  follow(): void {
    if (!this.isLive) return
    const live = this.#live()
    if (live === undefined) return
    for (const rows of new Set([this.#main, this.#detail])) {
      if (rows === undefined) continue
      if (rows === this.#main) {
        const { end } = this.store.getState()
        rows.join(live, end?.to_ms ?? undefined, this.#question!.range.toMs)
      }
      if (rows.seam === undefined) continue
      const missing = rows.follow(live)
      if (missing !== undefined && !this.#filling.has(rows)) void this.#fill(rows, missing)
    }
  }

  /** Asks once more for the older or finer bars that did not come. */
  retryMore(): void {
    this.store.setState({ moreFault: undefined })
    if (this.#looked !== undefined) this.look(this.#looked.from, this.#looked.to)
  }

  /** Epoch seconds of the edges of what is looked at. Asks for older or finer bars if need be. */
  look(from: number, to: number): void {
    this.#looked = { from, to }
    const { phase } = this.store.getState()
    const main = this.#main
    if (main === undefined || phase === 'loading' || this.#readingMore !== undefined) return
    const span = to - from
    const step = chooseBarSeconds(0, span * 1_000, 2 * FINE_BARS)
    const detail = this.#detail
    if (step >= main.step || span / main.step > FINE_BARS) {
      this.#detail = undefined
      if (from < main.from - main.step) this.#loadOlder(main)
      return
    }
    const isFine = detail !== undefined && detail.step <= step
    if (isFine && from >= detail.from && (to <= detail.until || detail.until >= main.until)) return
    this.#loadFiner(from - span / 2, Math.min(to + span / 2, Math.max(main.until, to)))
  }

  async #load(rows: HistoryRows, signal: AbortSignal): Promise<void> {
    const { fromMs, toMs } = this.#question!.range
    const request = this.#request(fromMs, toMs, 1)
    try {
      const end = await readWhole(request, signal, {
        onLine: (line) => {
          take(rows, line)
          if (line.type === 'hello') this.store.setState({ hello: line, words: undefined })
          if (line.type === 'progress') this.store.setState({ progress: line })
        },
        onWait: (words) => this.store.setState({ words }),
      })
      rows.readUntil(Math.ceil(toMs / 1_000))
      this.store.setState({ phase: 'done', end, words: undefined })
    } catch (fault) {
      if (signal.aborted) return
      const status = fault instanceof HistoryFault ? fault.status : undefined
      if (!(fault instanceof HistoryFault)) reportError(fault)
      this.store.setState({ phase: 'failed', status, words: wordsOf(fault) })
    }
  }

  #request(fromMs: number, toMs: number, barSeconds: number, maxPoints = MAX_POINTS) {
    const { pair, spread } = this.#question!
    return { ...pair, spread, fromMs, toMs, barSeconds, maxPoints }
  }

  #loadOlder(rows: HistoryRows): void {
    const { firstMs = -Infinity } = this.#question!
    const held = (rows.until - rows.from) / rows.step
    if (rows.from * 1_000 <= firstMs || held + OLDER_BARS > MAX_HELD_BARS) return
    const from = rows.from - OLDER_BARS * rows.step
    const older = new HistoryRows(rows.step, from)
    const request = this.#request(from * 1_000, rows.from * 1_000 - 1, rows.step)
    this.#readMore(request, older, () => rows.prepend(older))
  }

  #loadFiner(from: number, to: number): void {
    const isToNow = this.#main!.until <= to && this.isLive
    const toMs = isToNow ? Date.now() : to * 1_000
    const step = chooseBarSeconds(from * 1_000, toMs, MAX_POINTS)
    const finer = new HistoryRows(step, Math.floor(from))
    this.#readMore(this.#request(from * 1_000, toMs, step), finer, (end) => {
      const live = this.#live()
      if (isToNow && live !== undefined) finer.join(live, end.to_ms ?? undefined, toMs)
      this.#detail = finer
    })
  }

  #readMore(request: HistoryRequest, rows: HistoryRows, done: (end: HistoryEnd) => void): void {
    if (this.store.getState().moreFault !== undefined) return
    const reading = new AbortController()
    this.#readingMore = reading
    this.store.setState({ isLoadingMore: true })
    readWhole(request, reading.signal, { onLine: (line) => take(rows, line) })
      .then((end) => {
        if (reading.signal.aborted) return
        rows.readUntil(Math.ceil(request.toMs / 1_000))
        done(end)
      })
      .catch((fault: unknown) => {
        if (reading.signal.aborted) return
        if (!(fault instanceof HistoryFault)) reportError(fault)
        this.store.setState({ moreFault: wordsOf(fault) })
      })
      .finally(() => {
        if (this.#readingMore !== reading) return
        this.#readingMore = undefined
        if (!reading.signal.aborted) this.store.setState({ isLoadingMore: false })
      })
  }

  /** Looks in the lake for what was missed live, until it is written or known not to be. */
  async #fill(rows: HistoryRows, span: Span): Promise<void> {
    const { signal } = this.#reading
    this.#filling.add(rows)
    try {
      await pause(Math.max(0, span.to * 1_000 + FILL_WAIT_MS - Date.now()), signal)
      for (let left = FILL_TRIES; left > 0; left--) {
        const { lines, lastMs, isWhole } = await this.#recordedOf(rows, span, signal)
        if (isWhole || left === 1) {
          rows.fill(span, lines, lastMs)
          if (!isWhole) void this.#fillLate(rows, span, signal)
          return
        }
        await pause(FILL_WAIT_MS, signal)
      }
    } catch (fault) {
      if (!signal.aborted) throw fault
    } finally {
      this.#filling.delete(rows)
    }
  }

  /** Looks again and again, as long as the bars are held: what is written late is filled in then. */
  async #fillLate(rows: HistoryRows, span: Span, signal: AbortSignal): Promise<void> {
    if (this.#lateFills >= MAX_LATE_FILLS) return
    this.#lateFills++
    try {
      for (let left = LATE_FILL_TRIES; left > 0; left--) {
        await pause(LATE_FILL_WAIT_MS, signal)
        if (rows !== this.#main && rows !== this.#detail) return
        const { lines, lastMs, isWhole } = await this.#recordedOf(rows, span, signal)
        if (lastMs > -Infinity) rows.fillLater(span, lines)
        if (isWhole) return
      }
    } catch (fault) {
      if (!signal.aborted) throw fault
    } finally {
      this.#lateFills--
    }
  }

  /** Whole: to the end of the span. A server that does not answer has recorded nothing yet. */
  async #recordedOf(rows: HistoryRows, span: Span, signal: AbortSignal) {
    const lines: (HistoryBars | HistoryGap)[] = []
    const request = this.#request(span.from * 1_000, span.to * 1_000 - 1, rows.step, 100_000)
    const onLine = (line: HistoryLine) => {
      if (line.type === 'bars' || line.type === 'gap') lines.push(line)
    }
    const end = await readPatiently(request, signal, { onLine }).catch((fault: unknown) => {
      if (signal.aborted) throw fault
      return undefined
    })
    const lastMs = end?.to_ms ?? -Infinity
    return { lines, lastMs, isWhole: lastMs >= (span.to - 2) * 1_000 }
  }
}

function take(rows: HistoryRows, line: HistoryLine): void {
  if (line.type === 'bars') rows.takeBars(line)
  if (line.type === 'gap') rows.takeGap(line)
  if (line.type === 'progress') rows.readUntil(Math.floor(line.until_ms / 1_000))
}

function wordsOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault)
}
