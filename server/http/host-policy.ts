import { isIP } from 'node:net'
import { HttpProblem } from '@/lib/protocol/http-problem'

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]']

/** Whether nobody outside this machine can connect to what listens on `host`. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '')
  if (isIP(bare) === 4) return bare.startsWith('127.')
  return bare === 'localhost' || bare === '::1'
}

/**
 * Checks the Host header while the server is bound to loopback: a page on the internet can have
 * its name resolve to 127.0.0.1 and would then be of our origin, but it cannot change this header.
 */
export class HostPolicy {
  readonly #allowed: ReadonlySet<string> | undefined

  constructor(boundHost: string, extraHosts: readonly string[]) {
    const names = [...LOOPBACK_NAMES, boundHost, ...extraHosts].map((name) => name.toLowerCase())
    this.#allowed = isLoopback(boundHost) ? new Set(names) : undefined
  }

  /** @throws HttpProblem 403 */
  check(hostHeader: string | undefined): void {
    if (this.#allowed === undefined) return
    const name = (hostHeader ?? '').toLowerCase().replace(/:\d*$/, '')
    if (this.#allowed.has(name)) return
    throw new HttpProblem(403, 'this host name is not served; ALLOWED_HOSTS can add it')
  }
}
