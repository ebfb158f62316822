import type { StreamLine } from '@/lib/protocol/stream-line'
import { PairRows } from './pair-rows'
import { seriesChange } from './series-change'
import { seriesText } from './series-text'
import type { StreamKind } from './stream-address'

type HelloLine = Extract<StreamLine, { type: 'hello' }>
export type PairLine = Extract<StreamLine, { type: 'series' | 'bars' | 'gap' }>

/**
 * What a stream has brought so far, for a tab that comes later: hello, the feed, and the rows of
 * each pair. Bounded by the pairs that are streamed.
 */
export class HeldLines {
  readonly #kind: StreamKind
  readonly #rows = new Map<string, PairRows>()
  #hello: { line: HelloLine; atMs: number } | undefined
  #feed: string | undefined

  constructor(kind: StreamKind) {
    this.#kind = kind
  }

  takeHello(line: HelloLine): void {
    this.#hello = { line, atMs: Date.now() }
  }

  takeFeed(text: string): void {
    this.#feed = text
  }

  /** What is new in `line` to those who have heard what is held: bars instead of a series. */
  newsOf(line: PairLine): PairLine {
    const rows = this.#rows.get(line.pair)
    if (line.type !== 'series' || rows === undefined) return line
    return seriesChange(rows, line) ?? line
  }

  takePair(line: PairLine, windowSeconds: number): void {
    const nowMs = Date.now()
    const held = this.#rows.get(line.pair)
    if (line.type === 'bars') held?.merge(line, nowMs)
    if (line.type === 'gap') held?.setGap(line)
    if (line.type !== 'series') return
    const rows = held ?? new PairRows(line.pair, windowSeconds)
    rows.windowSeconds = windowSeconds
    rows.replace(line, nowMs)
    this.#rows.set(line.pair, rows)
  }

  /** Forgets the rows of all pairs but these. */
  keepOnly(pairs: ReadonlySet<string>): void {
    for (const pair of this.#rows.keys()) if (!pairs.has(pair)) this.#rows.delete(pair)
  }

  forgetRows(): void {
    this.#rows.clear()
  }

  /** As lines; of pairs that nothing came of there is nothing. */
  snapshot(pairs: Iterable<string>): string[] {
    const nowMs = Date.now()
    const lines: string[] = []
    if (this.#hello !== undefined) {
      const { line, atMs } = this.#hello
      // The tab sets its clock by it.
      lines.push(JSON.stringify({ ...line, server_time_ms: line.server_time_ms + nowMs - atMs }))
    }
    if (this.#feed !== undefined) lines.push(this.#feed)
    for (const pair of pairs) {
      const rows = this.#rows.get(pair)
      if (rows === undefined) continue
      // Mock data stands still: its quotes grow no older.
      const agedMs = this.#kind.source === 'mock' ? rows.agesAtMs : nowMs
      lines.push(seriesText(rows, this.#kind.spread, agedMs))
    }
    return lines
  }
}
