import type { EventEmitter } from 'node:events'
import { HttpProblem } from '@/lib/protocol/http-problem'

/** Lets so many in at one time; so many more wait, in order; the rest are turned away. */
export class Turnstile {
  readonly #places: number
  readonly #waitingPlaces: number
  /** Those who wait; to be called when it is their turn. */
  readonly #waiting = new Set<() => void>()
  #inside = 0
  #refused = 0

  constructor(places: number, waitingPlaces: number) {
    this.#places = places
    this.#waitingPlaces = waitingPlaces
  }

  get inside(): number {
    return this.#inside
  }

  get waiting(): number {
    return this.#waiting.size
  }

  get refused(): number {
    return this.#refused
  }

  /**
   * Runs `task` when it is its turn, unless whoever wants it has gone by then: emitted `close`.
   *
   * @throws HttpProblem 503 when too many wait already
   */
  async pass(who: EventEmitter, task: () => Promise<void>): Promise<void> {
    if (this.#inside < this.#places) this.#inside++
    else if (!(await this.#wait(who))) return
    try {
      await task()
    } finally {
      const [next] = this.#waiting
      if (next === undefined) this.#inside--
      // The place is taken over.
      else next()
    }
  }

  /** Whether its turn came; false when it left before. */
  #wait(who: EventEmitter): Promise<boolean> {
    if (this.#waiting.size >= this.#waitingPlaces) {
      this.#refused++
      const detail = 'too many of these are being answered'
      throw new HttpProblem(503, detail, { 'retry-after': '2' })
    }
    return new Promise((resolve) => {
      const stopWaiting = (isIn: boolean) => {
        this.#waiting.delete(enter)
        who.off('close', leave)
        resolve(isIn)
      }
      const enter = () => stopWaiting(true)
      const leave = () => stopWaiting(false)
      this.#waiting.add(enter)
      who.on('close', leave)
    })
  }
}
