import type { HistoryEnd, HistoryLine } from '@/lib/protocol/history-line'
import { HistoryFault, readHistory, type HistoryRequest } from './read-history'

/** A busy server is asked again so many times. */
const MAX_RETRIES = 10

interface Reading {
  onLine: (line: HistoryLine) => void
  /** The server has no time; it is asked again by itself. */
  onWait?: (words: string) => void
}

/**
 * `readHistory`, again and again while the server has no time.
 *
 * @throws HistoryFault; what an abort throws, when `signal` says so
 */
export async function readPatiently(
  request: HistoryRequest,
  signal: AbortSignal,
  { onLine, onWait }: Reading,
): Promise<HistoryEnd> {
  for (let retry = 0; ; retry++) {
    try {
      return await readHistory(request, signal, onLine)
    } catch (fault) {
      const waitMs = fault instanceof HistoryFault ? fault.retryAfterMs : undefined
      if (waitMs === undefined || retry >= MAX_RETRIES || signal.aborted) throw fault
      const seconds = Math.ceil(waitMs / 1_000)
      onWait?.(`The server reads for others. Trying again in ${seconds} s.`)
      await pause(waitMs, signal)
    }
  }
}

/** All of what was asked for. @throws HistoryFault when the server gave up, and as `readPatiently` */
export async function readWhole(
  request: HistoryRequest,
  signal: AbortSignal,
  reading: Reading,
): Promise<HistoryEnd> {
  const end = await readPatiently(request, signal, reading)
  if (end.reason !== 'done') throw new HistoryFault(0, endWords(end))
  return end
}

/** @throws what an abort throws */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  await new Promise<void>((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(new DOMException('aborted', 'AbortError'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })
}

function endWords({ reason, detail }: HistoryEnd): string {
  if (reason === 'shutdown') return 'The server was stopped in the middle of it.'
  if (reason === 'slow') return 'This page read too slowly, the server gave it up.'
  return detail ?? 'The server could not read on.'
}
