import * as z from 'zod'
import type { SpreadKind } from '@/lib/market/spread-kind'
import { historyLineSchema, type HistoryEnd, type HistoryLine } from '@/lib/protocol/history-line'

// The page's content policy forbids code from strings, which zod would otherwise try.
z.config({ jitless: true })

/** A line longer than this is none of ours, characters. */
const MAX_LINE_CHARS = 16 * 1024 ** 2

const refusalSchema = z.object({ detail: z.string() })

export interface HistoryRequest {
  symbol: string
  exchange1: string
  exchange2: string
  spread: SpreadKind
  fromMs: number
  toMs: number
  maxPoints: number
  /** No bar is shorter, seconds. */
  barSeconds: number
}

/** The server did not give what was asked for; the message is for people. */
export class HistoryFault extends Error {
  /** 0: there was no answer. */
  readonly status: number
  /** When it may be asked again. */
  readonly retryAfterMs: number | undefined

  constructor(status: number, message: string, retryAfterMs?: number) {
    super(message)
    this.status = status
    this.retryAfterMs = retryAfterMs
  }
}

export function historyAddress(request: HistoryRequest): string {
  const params = new URLSearchParams({
    ...{ symbol: request.symbol, exchange1: request.exchange1, exchange2: request.exchange2 },
    from: new Date(request.fromMs).toISOString(),
    to: new Date(request.toMs).toISOString(),
    ...{ spread: request.spread, join: 'either' },
    max_points: String(request.maxPoints),
    bar_seconds: String(request.barSeconds),
  })
  return `/api/history?${params.toString()}`
}

/**
 * Reads bars of the lake, line by line as they come. What was not taken yet is not read from the
 * network either. Resolves with the last line.
 *
 * @throws HistoryFault; what an abort throws, when `signal` says so
 */
export async function readHistory(
  request: HistoryRequest,
  signal: AbortSignal,
  onLine: (line: HistoryLine) => void,
): Promise<HistoryEnd> {
  const response = await answerOf(historyAddress(request), signal)
  if (response.body === null) throw new HistoryFault(response.status, 'The answer is empty.')
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  let seq = 0
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((fault: unknown) => {
        if (signal.aborted) throw fault
        throw new HistoryFault(0, 'The server went away in the middle of it.')
      })
      signal.throwIfAborted()
      if (done) throw new HistoryFault(0, 'The server went away in the middle of it.')
      const lines = (rest + decoder.decode(value, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      if (rest.length > MAX_LINE_CHARS) throw new HistoryFault(0, 'The answer cannot be read.')
      for (const text of lines) {
        if (text.trim() === '') continue
        const line = parseHistoryLine(text)
        if (line === undefined) continue
        if (line.seq !== seq++) throw new HistoryFault(0, 'The answer has a hole.')
        onLine(line)
        if (line.type === 'end') return line
      }
    }
  } finally {
    void reader.cancel().catch(() => {})
  }
}

/** Undefined: a type that this reader does not know. @throws HistoryFault for what is no line */
export function parseHistoryLine(text: string): HistoryLine | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new HistoryFault(0, 'The answer cannot be read.')
  }
  const { data: line } = historyLineSchema.safeParse(value)
  const isKnown = (type: unknown) =>
    historyLineSchema.options.some((option) => option.shape.type.value === type)
  const type = z.object({ type: z.string() }).safeParse(value).data?.type
  if (line === undefined && (type === undefined || isKnown(type))) {
    throw new HistoryFault(0, 'The answer cannot be read.')
  }
  if (line?.type === 'bars') {
    const { seq: _seq, type: _type, ...columns } = line
    const isRagged = Object.values(columns).some((column) => column.length !== line.time.length)
    if (isRagged) throw new HistoryFault(0, 'The answer cannot be read.')
  }
  return line
}

/** A GET that succeeded. @throws HistoryFault; what an abort throws, when `signal` says so */
export async function answerOf(address: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(address, { signal, cache: 'no-store' }).catch((fault: unknown) => {
    if (signal.aborted || !(fault instanceof TypeError)) throw fault
    throw new HistoryFault(0, 'The server does not answer.')
  })
  if (response.ok) return response
  const refusal = refusalSchema.safeParse(await response.json().catch(() => undefined))
  const seconds = Number(response.headers.get('retry-after') ?? NaN)
  throw new HistoryFault(
    response.status,
    refusal.data?.detail ?? `The server answered ${response.status}.`,
    seconds > 0 ? seconds * 1_000 : undefined,
  )
}
