import type { IncomingMessage, ServerResponse } from 'node:http'
import { HttpProblem } from '@/lib/protocol/http-problem'
import { answerError } from './answer'
import { isPreflight, type CorsPolicy } from './cors-policy'
import type { HostPolicy } from './host-policy'
import { applyContentPolicy, applySecurityHeaders } from './security-headers'

/** Long enough for 500 pairs by name. */
export const MAX_URL_LENGTH = 32_768
const API_PREFIX = '/api/'

/** May throw an HttpProblem, at once or later. */
export type Endpoint = (
  request: IncomingMessage,
  response: ServerResponse,
  params: URLSearchParams,
) => void | Promise<void>

/** What an address does by method. HEAD is served by GET. */
export type Route = Readonly<Partial<Record<'GET' | 'POST' | 'DELETE', Endpoint>>>

/** Serves whatever is not data. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export interface RouterOptions {
  /** By path; what is found here is data, and so is everything below `/api/`. */
  routes: Readonly<Record<string, Route>>
  /** Undefined: no pages, the data API alone. */
  pages: PageHandler | undefined
  hosts: HostPolicy
  cors: CorsPolicy
  isDevelopment: boolean
  /** An error that is no answer to the caller's fault. */
  onFault: (error: unknown) => void
}

/** Answers the data API itself and hands everything else to the pages. */
export class RequestRouter {
  readonly #options: RouterOptions

  constructor(options: RouterOptions) {
    this.#options = options
  }

  /** Never throws and never rejects: whatever goes wrong is answered. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A peer that resets its connection is nothing to report.
    response.on('error', () => {})
    try {
      await this.#answer(request, response)
    } catch (error) {
      answerError(response, error, this.#options.onFault)
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { hosts, cors, pages, isDevelopment } = this.#options
    applySecurityHeaders(response)
    hosts.check(request.headers.host)
    const url = request.url ?? ''
    if (url.length > MAX_URL_LENGTH) throw new HttpProblem(414, 'the address is too long')
    if (!url.startsWith('/')) throw new HttpProblem(400, 'the address must begin with /')
    const path = url.split('?', 1)[0]!
    if (path.startsWith(API_PREFIX) || this.#route(path) !== undefined) {
      const endpoints = this.#endpoints(path)
      if (isPreflight(request)) {
        cors.answerPreflight(request, response, [...endpoints.keys()])
        return
      }
      const endpoint = endpoints.get(request.method ?? '')
      if (endpoint === undefined) throw notServed(request.method, [...endpoints.keys()])
      cors.apply(request, response)
      await endpoint(request, response, new URLSearchParams(url.slice(path.length)))
      return
    }
    if (!isRead(request.method)) throw notServed(request.method, ['GET', 'HEAD'])
    if (pages === undefined) throw new HttpProblem(404, 'no pages are served here')
    applyContentPolicy(request, response, isDevelopment)
    await pages(request, response)
  }

  #route(path: string): Route | undefined {
    const { routes } = this.#options
    return Object.hasOwn(routes, path) ? routes[path] : undefined
  }

  /** By method. @throws HttpProblem 404 */
  #endpoints(path: string): ReadonlyMap<string, Endpoint> {
    const route = this.#route(path)
    if (route === undefined)
      throw new HttpProblem(404, `there is no ${API_PREFIX} address of this name`)
    const served = new Map<string, Endpoint>(Object.entries(route))
    if (route.GET !== undefined) served.set('HEAD', route.GET)
    return served
  }
}

function isRead(method: string | undefined): boolean {
  return method === 'GET' || method === 'HEAD'
}

function notServed(method: string | undefined, served: readonly string[]): HttpProblem {
  return new HttpProblem(405, `${method} is not served here`, { allow: served.join(', ') })
}
