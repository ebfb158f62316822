import { once } from 'node:events'
import type { Server } from 'node:net'
import { StartError } from './start-error'

/** How many ports are tried, one after the other. */
const MAX_TRIES = 100
const LAST_PORT = 65_535

/**
 * Listens on `port`, or on the next free one where it is taken, and returns which; 0 is any free
 * port.
 *
 * @throws StartError if none is free or the address cannot be listened on
 */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  const last = port === 0 ? 0 : Math.min(LAST_PORT, port + MAX_TRIES - 1)
  for (let candidate = port; candidate <= last; candidate++) {
    if (await tryPort(server, host, candidate)) {
      const address = server.address()
      return typeof address === 'object' && address !== null ? address.port : candidate
    }
  }
  throw new StartError(`No port from ${port} to ${last} is free on ${host}.`)
}

async function tryPort(server: Server, host: string, port: number): Promise<boolean> {
  server.listen({ host, port, exclusive: true })
  try {
    await once(server, 'listening')
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE') return false
    throw new StartError(`Cannot listen on ${host}:${port} (${String(code ?? error)}).`)
  }
}
