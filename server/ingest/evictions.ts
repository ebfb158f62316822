import type { Evicted } from '@/lib/spread/market-engine'

const NOTHING: Evicted = { windows: 0, pairs: 0 }

/** Evictions that were asked for and are not answered yet. */
export class Evictions {
  readonly #waiting = new Map<number, (evicted: Evicted) => void>()
  #requests = 0

  /** `ask` says whether there is anybody to answer; without, nothing is evicted. */
  request(ask: (request: number) => boolean): Promise<Evicted> {
    return new Promise((resolve) => {
      const request = this.#requests++
      this.#waiting.set(request, resolve)
      if (!ask(request)) this.done(request, NOTHING)
    })
  }

  done(request: number, evicted: Evicted): void {
    this.#waiting.get(request)?.(evicted)
    this.#waiting.delete(request)
  }

  /** Whoever should have answered is gone. */
  giveUp(): void {
    for (const request of [...this.#waiting.keys()]) this.done(request, NOTHING)
  }
}
