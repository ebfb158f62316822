const FIRST_DELAY_MS = 500
const LONGEST_DELAY_MS = 15_000
/** A server that refuses (too many readers) is left alone for longer. */
const REFUSED_DELAY_MS = 30_000

/** Milliseconds until the next try: doubled by each failure, half of it at random. */
export function reconnectDelayMs(failures: number, refused: boolean): number {
  if (refused) return REFUSED_DELAY_MS
  const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures, 10))
  return ceiling * (0.5 + Math.random() / 2)
}
