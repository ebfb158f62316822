import type { ChartClient } from './chart-client'
import type { ChartGroup, GroupSurroundings } from './chart-group'
import type { ChosenCharts } from './chosen-charts'
import { HeldMessage } from './held-message'

const EMPTY_ARRAY = Buffer.from('[]')

/** Whole arrays, one every `flushMs`. */
export class ArrayGroup implements ChartGroup {
  readonly clients = new Set<ChartClient>()
  readonly #surroundings: GroupSurroundings
  readonly #timer: NodeJS.Timeout
  #isMaking = false

  constructor(surroundings: GroupSurroundings, flushMs: number) {
    this.#surroundings = surroundings
    this.#timer = setInterval(() => void this.#flush(), flushMs)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.clients.clear()
  }

  async #flush(): Promise<void> {
    const { choose, onSkipped, onMade, makeRoom } = this.#surroundings
    const ready = [...this.clients].filter(({ isReady }) => isReady)
    onSkipped(this.clients.size - ready.length)
    if (ready.length === 0 || this.#isMaking) return
    this.#isMaking = true
    const made = await this.#make(choose()).finally(() => (this.#isMaking = false))
    if (made === undefined) return
    onMade(made.leftOut)
    if (!makeRoom(made.bytes.length)) return onSkipped(ready.length)
    const message = new HeldMessage(made.bytes)
    for (const client of ready) {
      if (this.clients.has(client) && client.isReady) client.send(message, [message.bytes])
    }
  }

  /** Undefined when it cannot be made just now. */
  async #make(chosen: ChosenCharts): Promise<{ bytes: Buffer; leftOut: number } | undefined> {
    // No thread is started for nothing.
    if (chosen.places.length === 0) return { bytes: EMPTY_ARRAY, leftOut: 0 }
    try {
      const { bytes, leftOut } = await this.#surroundings.encode(chosen, { form: 'array' })
      return { bytes: bytes, leftOut }
    } catch {
      return undefined
    }
  }
}
