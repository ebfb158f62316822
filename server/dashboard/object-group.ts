import { pairKey } from '@/lib/market/pair'
import type { MarketMemory } from '@/lib/spread/market-memory'
import type { ChartClient } from './chart-client'
import type { ChartGroup, GroupSurroundings } from './chart-group'
import type { ChartReply } from './chart-message'
import { HeldMessage } from './held-message'

/** How often one pair may be sent on its own. */
const OBJECT_INTERVAL_MS = 250

/** One object a message, of pairs that changed since a client was sent them. */
export class ObjectGroup implements ChartGroup {
  readonly clients = new Set<ChartClient>()
  readonly #surroundings: GroupSurroundings
  #timer: NodeJS.Timeout | undefined
  #memory: MarketMemory | undefined
  #isStopped = false

  constructor(surroundings: GroupSurroundings) {
    this.#surroundings = surroundings
    this.#schedule()
  }

  /** It holds nothing. */
  forget(): void {}

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
    this.clients.clear()
  }

  /** From one sending to the next, however long the charts take to make. */
  #schedule(): void {
    if (this.#isStopped) return
    // A timer may come up to a millisecond early.
    this.#timer = setTimeout(() => {
      void this.#flush().finally(() => this.#schedule())
    }, OBJECT_INTERVAL_MS + 1)
  }

  async #flush(): Promise<void> {
    const { choose, encode, makeRoom, onSkipped, onMade } = this.#surroundings
    const ready = [...this.clients].filter(({ isReady }) => isReady)
    onSkipped(this.clients.size - ready.length)
    if (ready.length === 0) return
    const chosen = choose()
    if (chosen.memory !== this.#memory) this.#forgetStamps(chosen.memory)
    if (chosen.places.length === 0) return
    const keys = chosen.places.map((place) => pairKey(place))
    const known = keys.map((key) => commonStamp(ready, key))
    const reply = await encode(chosen, { form: 'objects', known }).catch(() => undefined)
    if (reply === undefined || reply.parts.length === 0) return
    onMade(reply.leftOut)
    if (!makeRoom(reply.bytes.length, ready.length)) return
    const message = new HeldMessage(reply.bytes)
    for (const client of ready) {
      if (this.clients.has(client) && client.isReady) sendNews(client, message, reply, keys)
    }
  }

  /** Stamps of one memory mean nothing in another. */
  #forgetStamps(memory: MarketMemory): void {
    this.#memory = memory
    for (const { stamps } of this.clients) stamps.clear()
  }
}

/** The stamp that all of them have; undefined when they differ. */
function commonStamp(clients: readonly ChartClient[], key: string): string | undefined {
  const stamp = clients[0]?.stamps.get(key)
  return clients.every(({ stamps }) => stamps.get(key) === stamp) ? stamp : undefined
}

function sendNews(
  client: ChartClient,
  message: HeldMessage,
  reply: ChartReply,
  keys: readonly string[],
): void {
  const { stamps } = client
  const news = reply.parts.filter(({ place, stamp }) => stamps.get(keys[place]!) !== stamp)
  for (const { place, stamp } of news) stamps.set(keys[place]!, stamp)
  // Pairs come and go; those that are not sent any more are forgotten.
  if (stamps.size > keys.length) {
    const current = new Set(keys)
    for (const key of stamps.keys()) if (!current.has(key)) stamps.delete(key)
  }
  client.send(
    message,
    news.map(({ from, to }) => message.bytes.subarray(from, to)),
  )
}
