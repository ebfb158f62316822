import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { StartError } from './start-error'

/** The nearest folder above that has a package.json: bundles for tests lie deeper than usual ones. */
export function projectRoot(folder: string): string {
  let root = folder
  while (!existsSync(path.join(root, 'package.json'))) {
    const parent = path.dirname(root)
    if (parent === root) throw new StartError(`There is no package.json above ${folder}.`)
    root = parent
  }
  return root
}

export function projectVersion(root: string): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  return z.object({ version: z.string() }).parse(manifest).version
}
