import { createServer } from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { readConfig } from '@/server/config'
import { openHistory } from '@/server/open-history'

/** The endpoints of recorded quotes in this thread, with the process that reads them. */
export async function openHistorySite(root: string) {
  const config = await readConfig({ LAKE_DIR: root, HISTORY_CACHE_MB: '0' }, [])
  if (config.kind !== 'config') throw new Error('the configuration is wrong')
  const programs = path.dirname(fileURLToPath(import.meta.url))
  const { service, routes } = openHistory({
    ...{ config: config.config, log: pino({ level: 'warn' }), programs },
  })
  const server = createServer((request, response) => {
    const [place = '', query] = request.url?.split('?') ?? []
    void routes[place]?.GET?.(request, response, new URLSearchParams(query))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    service,
    [Symbol.asyncDispose]: async () => {
      await service.stop()
      server.closeAllConnections()
      server.close()
    },
  }
}
