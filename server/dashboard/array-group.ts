import type { MarketMemory } from '@/lib/spread/market-memory'
import type { ChartClient } from './chart-client'
import type { ChartGroup, GroupSurroundings } from './chart-group'
import { HeldMessage } from './held-message'

const EMPTY_ARRAY = Buffer.from('[]')

/** The last array, kept because the next one may be the same. */
interface FormerArray {
  message: HeldMessage
  stamp: string
  /** Stamps of one memory mean nothing in another. */
  memory: MarketMemory
}

/** Whole arrays, one every `flushMs`. Who still takes one is not sent the next. */
export class ArrayGroup implements ChartGroup {
  readonly clients = new Set<ChartClient>()
  readonly #surroundings: GroupSurroundings
  readonly #timer: NodeJS.Timeout
  #former: FormerArray | undefined
  #isMaking = false

  constructor(surroundings: GroupSurroundings, flushMs: number) {
    this.#surroundings = surroundings
    this.#timer = setInterval(() => void this.#flush(), flushMs)
  }

  forget(): void {
    if (this.#former === undefined) return
    this.#surroundings.held.release(this.#former.message)
    this.#former = undefined
  }

  stop(): void {
    clearInterval(this.#timer)
    this.clients.clear()
    this.forget()
  }

  async #flush(): Promise<void> {
    const ready = [...this.clients].filter(({ isReady }) => isReady)
    this.#surroundings.onSkipped(this.clients.size - ready.length)
    if (ready.length === 0 || this.#isMaking) return
    this.#isMaking = true
    const message = await this.#message(ready.length).finally(() => (this.#isMaking = false))
    if (message === undefined) return
    for (const client of ready) {
      if (this.clients.has(client) && client.isReady) client.send(message, [message.bytes])
    }
  }

  /** For so many clients. Undefined when it cannot be made, or there is no room for it just now. */
  async #message(clients: number): Promise<HeldMessage | undefined> {
    const { choose, encode, makeRoom, held, onMade } = this.#surroundings
    const chosen = choose()
    if (this.#former?.memory !== chosen.memory) this.forget()
    // No thread is started for nothing.
    if (chosen.places.length === 0) return new HeldMessage(EMPTY_ARRAY)
    const how = { form: 'array', former: this.#former?.stamp } as const
    const reply = await encode(chosen, how).catch(() => undefined)
    if (reply === undefined || this.clients.size === 0) return undefined
    // The same as before, unless that was given up meanwhile.
    if (reply.bytes.length === 0) return this.#former?.message
    onMade(reply.leftOut)
    this.forget()
    if (!makeRoom(reply.bytes.length, clients)) return undefined
    const message = new HeldMessage(reply.bytes)
    held.hold(message)
    this.#former = { message, stamp: reply.stamp, memory: chosen.memory }
    return message
  }
}
