import { Server } from 'node:http'
import next from 'next'
import type { PageHandler } from './request-router'

export interface NextPagesOptions {
  /** The project's folder. */
  root: string
  isDevelopment: boolean
  host: string
  port: number
}

export interface NextPages {
  handle: PageHandler
  /**
   * Not a server that listens: the object Next adds its `upgrade` listener to. On the real one it
   * would end some upgrades that are not its own and leave others open for ever.
   */
  upgrades: Server
  close(): Promise<void>
}

/** The pages, by Next.js: built ones, or compiled on demand in development. */
export async function openNextPages(options: NextPagesOptions): Promise<NextPages> {
  const { root: dir, isDevelopment: dev, host: hostname, port } = options
  const upgrades = new Server()
  // Not quiet: it would not say either why a page could not be made.
  const app = next({ dev, dir, hostname, port, httpServer: upgrades })
  try {
    await app.prepare()
  } catch (error) {
    await app.close()
    throw error
  }
  const handle = app.getRequestHandler()
  return {
    handle: (request, response) => handle(request, response),
    upgrades,
    close: () => app.close(),
  }
}
