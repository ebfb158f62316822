import type { IncomingMessage, ServerResponse } from 'node:http'
import { HttpProblem } from '@/lib/protocol/http-problem'
import { answerError } from './answer'
import type { CorsPolicy } from './cors-policy'
import type { HostPolicy } from './host-policy'
import { applyContentPolicy, applySecurityHeaders } from './security-headers'

/** Long enough for 500 pairs by name. */
const MAX_URL_LENGTH = 32_768
const API_PREFIX = '/api/'
const METHODS = ['GET', 'HEAD']

/** May throw an HttpProblem, at once or later. */
export type Endpoint = (
  request: IncomingMessage,
  response: ServerResponse,
  params: URLSearchParams,
) => void | Promise<void>

/** Serves whatever is not data. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export interface RouterOptions {
  /** By path. */
  endpoints: Readonly<Record<string, Endpoint>>
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
    const isData = path.startsWith(API_PREFIX)
    if (isData) cors.apply(request, response)
    if (!METHODS.includes(request.method ?? '')) {
      throw new HttpProblem(405, `${request.method} is not served here`, {
        allow: METHODS.join(', '),
      })
    }
    if (isData) {
      await this.#endpoint(path)(request, response, new URLSearchParams(url.slice(path.length)))
      return
    }
    if (pages === undefined) throw new HttpProblem(404, 'no pages are served here')
    applyContentPolicy(request, response, isDevelopment)
    await pages(request, response)
  }

  #endpoint(path: string): Endpoint {
    const { endpoints } = this.#options
    const endpoint = Object.hasOwn(endpoints, path) ? endpoints[path] : undefined
    if (endpoint === undefined)
      throw new HttpProblem(404, `there is no ${API_PREFIX} address of this name`)
    return endpoint
  }
}
