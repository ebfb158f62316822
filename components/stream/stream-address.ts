import type { SpreadKind } from '@/lib/market/spread-kind'

/** Pairs that the tabs of one browser may stream at once; the address of the stream names them. */
export const MAX_STREAMED_PAIRS = 300

/** `/api/stream?...` for these pairs. Keys are written as the server wrote them. */
export function streamAddress(
  spread: SpreadKind,
  windowSeconds: number,
  pairs: Iterable<string>,
): string {
  const names = [...pairs].map((pair) => encodeURIComponent(pair).replaceAll('%3A', ':'))
  return `/api/stream?spread=${spread}&window=${windowSeconds}&pairs=${names.join(',')}`
}
