import type { IncomingMessage, ServerResponse } from 'node:http'
import { isLoopback } from './host-policy'

const LOCAL_ORIGIN = /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/

/** Which pages of other origins may read the data API (contract §3). */
export class CorsPolicy {
  readonly #origins: ReadonlySet<string>
  readonly #allowsLocal: boolean

  /** Without configured origins: none, but any of this machine while bound to loopback. */
  constructor(boundHost: string, origins: readonly string[]) {
    this.#origins = new Set(origins)
    this.#allowsLocal = origins.length === 0 && isLoopback(boundHost)
  }

  apply(request: IncomingMessage, response: ServerResponse): void {
    const { origin } = request.headers
    response.setHeader('vary', 'Origin')
    if (origin === undefined) return
    const isAllowed = this.#origins.has(origin) || (this.#allowsLocal && LOCAL_ORIGIN.test(origin))
    if (isAllowed) response.setHeader('access-control-allow-origin', origin)
  }
}
