/** Without news a card is painted three times a second: ages read as live. */
export const PAINT_MS = 320
/** What is painted for news is painted so often in the long run: twelve cards cost little. */
const NEWS_MS = 250
/** Of that a card that was quiet may be ahead by so much: its next news are painted at once. */
const AHEAD_MS = 600
/** From look to look for who is due. */
const TICK_MS = 20
/** News of many cards come together: so many of them are painted in a frame, to keep it short. */
const MOST_IN_FRAME = 4

interface Painter {
  readonly paint: () => void
  readonly hasNews: () => boolean
  paintedMs: number
  /** When it would be due if it had been painted evenly. */
  evenMs: number
}

/**
 * When to paint, within an animation frame: each painter when it has news, the longest unpainted
 * first, and else once in `paintMs`.
 */
export class PaintClock {
  readonly #painters = new Set<Painter>()
  readonly #paintMs: number
  #timer: ReturnType<typeof setInterval> | undefined
  #frame = 0

  constructor(paintMs = PAINT_MS) {
    this.#paintMs = paintMs
  }

  /** `hasNews` is asked often; painting ends it. */
  add(paint: () => void, hasNews: () => boolean = () => false): () => void {
    const painter = { paint, hasNews, paintedMs: performance.now(), evenMs: -Infinity }
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
    // In a hidden tab no frame comes; the next visible one then paints what is due.
    if (this.#frame !== 0) return
    const nowMs = performance.now()
    const due = [...this.#painters]
      .filter((painter) => this.#isDue(painter, nowMs))
      .toSorted((a, b) => a.paintedMs - b.paintedMs)
      .slice(0, MOST_IN_FRAME)
    if (due.length === 0) return
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0
      const frameMs = performance.now()
      for (const painter of due) {
        if (!this.#painters.has(painter)) continue
        painter.paintedMs = frameMs
        painter.evenMs = Math.max(painter.evenMs, frameMs) + NEWS_MS
        painter.paint()
      }
    })
  }

  #isDue({ paintedMs, evenMs, hasNews }: Painter, nowMs: number): boolean {
    return nowMs - paintedMs >= this.#paintMs || (nowMs >= evenMs - AHEAD_MS && hasNews())
  }
}
