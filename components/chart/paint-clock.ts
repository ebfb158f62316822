/** Without news a card is painted three times a second: ages read as live. */
export const PAINT_MS = 320
/** What is not seen is painted so often that nobody who scrolls to it meets much of the past. */
const UNSEEN_MS = 2_000
/**
 * What is painted for news is painted so often in the long run: with each sending of the stream, so
 * that the cards of a page change together. A little less, lest a late sending miss its turn.
 */
const NEWS_MS = 190
/** Of that a card that was quiet may be ahead by so much: its next news are painted at once. */
const AHEAD_MS = 600
/** From look to look for who is due. */
const TICK_MS = 20
/**
 * News of many cards come together: so many of them are painted for a frame. More would make it
 * long; fewer make more frames, each of which costs as much besides as some cards.
 */
const MOST_IN_FRAME = 6

interface Painter {
  readonly paint: () => void
  readonly hasNews: () => boolean
  readonly isSeen: () => boolean
  paintedMs: number
  /** When it would be due if it had been painted evenly. */
  evenMs: number
}

/** Asked often. */
export interface PaintNeeds {
  /** Painting ends it. */
  hasNews?: () => boolean
  isSeen?: () => boolean
}

/**
 * When to paint, before an animation frame: each painter that is seen when it has news, the longest
 * unpainted first, and else once in `paintMs`.
 */
export class PaintClock {
  readonly #painters = new Set<Painter>()
  readonly #paintMs: number
  #timer: ReturnType<typeof setInterval> | undefined
  #frame = 0

  constructor(paintMs = PAINT_MS) {
    this.#paintMs = paintMs
  }

  add(
    paint: () => void,
    { hasNews = () => false, isSeen = () => true }: PaintNeeds = {},
  ): () => void {
    const painter = { paint, hasNews, isSeen, paintedMs: performance.now(), evenMs: -Infinity }
    this.#painters.add(painter)
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS)
    return () => {
      this.#painters.delete(painter)
      if (this.#painters.size > 0) return
      clearInterval(this.#timer)
      cancelAnimationFrame(this.#frame)
      this.#timer = undefined
      this.#frame = 0
    }
  }

  #tick(): void {
    // In a hidden tab no frame comes; behind the next visible one is painted what is due.
    if (this.#frame !== 0) return
    const nowMs = performance.now()
    const due = [...this.#painters]
      .filter((painter) => this.#isDue(painter, nowMs))
      .toSorted((a, b) => a.paintedMs - b.paintedMs)
      .slice(0, MOST_IN_FRAME)
    if (due.length === 0) return
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0
    })
    for (const painter of due) {
      // Painting one may take another away.
      if (!this.#painters.has(painter)) continue
      painter.paintedMs = nowMs
      painter.evenMs = Math.max(painter.evenMs, nowMs) + NEWS_MS
      painter.paint()
    }
  }

  #isDue({ paintedMs, evenMs, hasNews, isSeen }: Painter, nowMs: number): boolean {
    if (!isSeen()) return nowMs - paintedMs >= UNSEEN_MS
    return nowMs - paintedMs >= this.#paintMs || (nowMs >= evenMs - AHEAD_MS && hasNews())
  }
}
