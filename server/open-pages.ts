import { existsSync } from 'node:fs'
import path from 'node:path'
import { openNextPages, type NextPages } from './http/next-pages'
import type { Setup } from './setup'
import { StartError } from './start-error'

/** Undefined: the data API alone is wanted. @throws StartError when the pages are not built */
export async function openPages({ config, root, life }: Setup): Promise<NextPages | undefined> {
  const { servesPages, isDevelopment, host, port } = config
  if (!servesPages) return undefined
  if (!isDevelopment && !existsSync(path.join(root, '.next', 'BUILD_ID'))) {
    throw new StartError('The pages are not built; npm start builds them, --no-pages goes without.')
  }
  // The pages read files of the project by names relative to it, wherever the server was started.
  process.chdir(root)
  const pages = await openNextPages({ root, isDevelopment, host, port })
  life.onStop(() => pages.close())
  return pages
}
