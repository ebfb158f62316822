import { once } from 'node:events'
import { createServer } from 'node:net'

/** The fault of an address that nothing on this machine can listen on, in one sentence. */
export async function checkHost(host: string): Promise<string[]> {
  const server = createServer()
  try {
    server.listen({ host, port: 0, exclusive: true })
    await once(server, 'listening')
    server.close()
    await once(server, 'close')
    return []
  } catch {
    return [`HOST must be an address of this machine, not "${host}".`]
  }
}
