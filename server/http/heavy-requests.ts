import { HttpProblem } from '@/lib/protocol/http-problem'
import type { Endpoint, Route } from './request-router'
import type { UpgradeHandler } from './upgrade-router'

/** Until the memory guard looks again, at the earliest. */
const RETRY_AFTER_SECONDS = '5'

type Method = keyof Route

/** What takes much memory is answered with 503 and Retry-After while memory is short. */
export class HeavyRequests {
  readonly #isShort: () => boolean

  constructor(isShort: () => boolean) {
    this.#isShort = isShort
  }

  /** The same addresses; those of their methods that are heavy, all unless named, are refused. */
  routes(
    routes: Readonly<Record<string, Route>>,
    methods: readonly Method[] = ['GET', 'POST', 'DELETE'],
  ): Record<string, Route> {
    return mapped(routes, (route) => {
      const heavy: Partial<Record<Method, Endpoint>> = { ...route }
      for (const method of methods) {
        const serve = route[method]
        if (serve !== undefined) heavy[method] = this.#guarded(serve)
      }
      return heavy
    })
  }

  /** The same WebSockets; those that are open stay so. */
  sockets(sockets: Readonly<Record<string, UpgradeHandler>>): Record<string, UpgradeHandler> {
    return mapped(sockets, (open) => this.#guarded(open))
  }

  #guarded<Args extends unknown[], Result>(serve: (...args: Args) => Result) {
    return (...args: Args): Result => {
      if (!this.#isShort()) return serve(...args)
      const detail = 'memory is short; this takes too much of it just now'
      throw new HttpProblem(503, detail, { 'retry-after': RETRY_AFTER_SECONDS })
    }
  }
}

function mapped<From, To>(
  all: Readonly<Record<string, From>>,
  change: (one: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, change(one)]))
}
