import type { Follow, Subscriber } from './subscriber'

/**
 * Sends the whole series that are due, one to a turn of the event loop and to one subscriber after
 * the other: encoding an hour takes milliseconds, and nobody's changes shall wait for hundreds.
 */
export class SnapshotPump {
  readonly #canTake: (subscriber: Subscriber) => boolean
  /** False: it could not be read just now. */
  readonly #sendSeries: (follow: Follow) => boolean
  readonly #waiting = new Set<Subscriber>()
  #turn: NodeJS.Immediate | undefined

  constructor(
    canTake: (subscriber: Subscriber) => boolean,
    sendSeries: (follow: Follow) => boolean,
  ) {
    this.#canTake = canTake
    this.#sendSeries = sendSeries
  }

  /**
   * Something is due for the subscriber, or it can take more than before. A subscriber that cannot
   * take a series, or whose series cannot be read, is left alone until this is called again.
   */
  add(subscriber: Subscriber): void {
    if (subscriber.due.size === 0) return
    this.#waiting.add(subscriber)
    this.#turn ??= setImmediate(() => this.#run())
  }

  remove(subscriber: Subscriber): void {
    this.#waiting.delete(subscriber)
  }

  close(): void {
    this.#waiting.clear()
    clearImmediate(this.#turn)
    this.#turn = undefined
  }

  #run(): void {
    this.#turn = undefined
    for (const subscriber of this.#waiting) {
      this.#waiting.delete(subscriber)
      const [follow] = subscriber.due
      if (follow === undefined || !this.#canTake(subscriber)) continue
      if (this.#sendSeries(follow)) this.#waiting.add(subscriber)
      break
    }
    if (this.#waiting.size > 0) this.#turn = setImmediate(() => this.#run())
  }
}
