import { HttpProblem } from '@/lib/protocol/http-problem'
import type { Endpoint, Route } from './request-router'

/** Until the memory guard looks again, at the earliest. */
const RETRY_AFTER_SECONDS = '5'

/** The same addresses, answered with 503 and Retry-After while `isRefusing`. */
export function refuseWhile(
  isRefusing: () => boolean,
  routes: Readonly<Record<string, Route>>,
): Record<string, Route> {
  const refusing =
    (endpoint: Endpoint): Endpoint =>
    (request, response, params) => {
      if (!isRefusing()) return endpoint(request, response, params)
      const detail = 'memory is short; this takes too much of it just now'
      throw new HttpProblem(503, detail, { 'retry-after': RETRY_AFTER_SECONDS })
    }
  return Object.fromEntries(
    Object.entries(routes).map(([path, route]) => {
      const methods = Object.entries(route)
      return [path, Object.fromEntries(methods.map(([name, one]) => [name, refusing(one)]))]
    }),
  )
}
