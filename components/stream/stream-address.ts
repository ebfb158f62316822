import type { SpreadKind } from '@/lib/market/spread-kind'
import type { StreamSource } from '@/lib/protocol/stream-query'

/** Pairs that the tabs of one browser may stream at once; the address of the stream names them. */
export const MAX_STREAMED_PAIRS = 300

/** What one stream is of. */
export interface StreamKind {
  source: StreamSource
  spread: SpreadKind
}

/** `/api/stream?...` for these pairs. Keys are written as the server wrote them. */
export function streamAddress(
  { source, spread }: StreamKind,
  windowSeconds: number,
  pairs: Iterable<string>,
): string {
  const names = [...pairs].map((pair) => encodeURIComponent(pair).replaceAll('%3A', ':'))
  const from = source === 'live' ? '' : `source=${source}&`
  return `/api/stream?${from}spread=${spread}&window=${windowSeconds}&pairs=${names.join(',')}`
}
