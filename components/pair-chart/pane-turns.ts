/** A series of the pane. */
interface PaintedPane {
  applyOptions(options: { lastValueVisible: boolean }): void
}

/**
 * Has the panes of a chart painted, all with the next frame or one with each of the next frames:
 * what comes by itself waits three frames, so that no frame is long and what hands do never waits.
 */
export class PaneTurns {
  readonly #panes: readonly PaintedPane[]
  readonly #due = new Set<PaintedPane>()
  #frame = 0

  /** A series of each pane, in the order of the turns. */
  constructor(panes: readonly PaintedPane[]) {
    this.#panes = panes
  }

  paintAll(): void {
    this.close()
    for (const pane of this.#panes) paint(pane)
  }

  /** A pane that is due already keeps its turn. */
  paintInTurn(): void {
    for (const pane of this.#panes) this.#due.add(pane)
    if (this.#frame === 0) this.#paintNext()
  }

  close(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    this.#due.clear()
  }

  #paintNext(): void {
    this.#frame = 0
    const [next] = this.#due
    if (next === undefined) return
    this.#due.delete(next)
    paint(next)
    this.#frame = requestAnimationFrame(() => this.#paintNext())
  }
}

/** An option set to what it is makes the library paint a pane once, with the next frame. */
function paint(pane: PaintedPane): void {
  pane.applyOptions({ lastValueVisible: false })
}
