/** A card is painted three times a second: numbers read as live, and twelve cards cost little. */
export const PAINT_MS = 320
/** Cards are spread over so many parts of that time, so that they do not make one long frame. */
const PHASES = 4

/** When to paint: every painter once in `PAINT_MS`, within an animation frame. */
export class PaintClock {
  readonly #phases: Set<() => void>[]
  readonly #tickMs: number
  #phase = 0
  #timer: ReturnType<typeof setInterval> | undefined
  #frame = 0

  /** `paintMs`: from painting to painting, spread over `phases` parts of it. */
  constructor(paintMs = PAINT_MS, phases = PHASES) {
    this.#phases = Array.from({ length: phases }, () => new Set())
    this.#tickMs = paintMs / phases
  }

  /** The answer ends it. */
  add(paint: () => void): () => void {
    const phase = this.#phases.reduce((least, each) => (each.size < least.size ? each : least))
    phase.add(paint)
    this.#timer ??= setInterval(() => this.#tick(), this.#tickMs)
    return () => {
      phase.delete(paint)
      if (this.#phases.some((each) => each.size > 0)) return
      clearInterval(this.#timer)
      cancelAnimationFrame(this.#frame)
      this.#timer = undefined
      this.#frame = 0
    }
  }

  #tick(): void {
    const painters = this.#phases[this.#phase]!
    this.#phase = (this.#phase + 1) % this.#phases.length
    // In a hidden tab no frame comes; the next visible one then paints what is due.
    if (painters.size === 0 || this.#frame !== 0) return
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0
      for (const paint of painters) paint()
    })
  }
}
