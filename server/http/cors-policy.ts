import type { IncomingMessage, ServerResponse } from 'node:http'
import { HttpProblem } from '@/lib/protocol/http-problem'
import { isLoopback } from './host-policy'

/** What pages may send with a request besides what no browser asks about. */
const ALLOWED_HEADERS = 'content-type, cache-control'
/** For how long a browser need not ask again. */
const PREFLIGHT_SECONDS = '600'

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

  /**
   * Lets pages of allowed origins read the answer.
   *
   * @throws HttpProblem 403 when a page of any other origin wants to change something: a browser
   * sends such a request without asking and only hides the answer
   */
  apply(request: IncomingMessage, response: ServerResponse): void {
    const { origin } = request.headers
    response.setHeader('vary', 'Origin')
    if (origin === undefined) return
    if (this.#isAllowed(origin)) response.setHeader('access-control-allow-origin', origin)
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (!isRead) this.check(request)
  }

  /**
   * Answers a browser that asks what a page of another origin may do.
   *
   * @throws HttpProblem 403 for a page of a foreign origin
   */
  answerPreflight(
    request: IncomingMessage,
    response: ServerResponse,
    methods: readonly string[],
  ): void {
    this.apply(request, response)
    response.writeHead(204, {
      'access-control-allow-methods': methods.join(', '),
      'access-control-allow-headers': ALLOWED_HEADERS,
      'access-control-max-age': PREFLIGHT_SECONDS,
    })
    response.end()
  }

  /**
   * For what a browser does not hold back by itself: changes and WebSockets.
   *
   * @throws HttpProblem 403 for a page of a foreign origin
   */
  check({ headers: { origin, host } }: IncomingMessage): void {
    if (origin === undefined || this.#isAllowed(origin)) return
    const isOwn = URL.canParse(origin) && new URL(origin).host === host?.toLowerCase()
    if (!isOwn)
      throw new HttpProblem(403, `pages of ${origin} may not do this; CORS_ORIGINS can add it`)
  }

  #isAllowed(origin: string): boolean {
    return this.#origins.has(origin) || (this.#allowsLocal && LOCAL_ORIGIN.test(origin))
  }
}

/** An OPTIONS request of a browser; any other is one like all. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  const { origin, 'access-control-request-method': asked } = headers
  return method === 'OPTIONS' && origin !== undefined && asked !== undefined
}
