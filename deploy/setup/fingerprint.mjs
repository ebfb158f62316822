import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './state.mjs'

const BUILD_FOLDERS = ['app', 'bench', 'components', 'lib', 'public', 'server']
const BUILD_FILES = [
  'deploy/build.mjs',
  'deploy/bundle.mjs',
  'next.config.mjs',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'tsconfig.json',
]
const NO_SOURCE = /(^|[\\/])generated[\\/]|\.test\.tsx?$|\.test-thread\.ts$/

/** Of all that decides what `npm ci` installs. */
export function installFingerprint() {
  return fingerprint(['package-lock.json'])
}

/** Of all that the build reads. Tests are not built: changing one builds nothing. */
export function sourceFingerprint() {
  const files = BUILD_FOLDERS.flatMap(filesIn).filter((file) => !NO_SOURCE.test(file))
  return fingerprint([...BUILD_FILES, ...files])
}

/** @param {string[]} files relative to the root; one that is missing counts as such */
function fingerprint(files) {
  const hash = createHash('sha256')
  hash.update(`${process.version} ${process.platform} ${process.arch}`)
  for (const file of files.toSorted()) {
    const full = path.join(ROOT, file)
    const content = existsSync(full) ? readFileSync(full, 'latin1') : 'missing'
    hash.update(`\0${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/**
 * @param {string} folder
 * @returns {string[]} paths of the files below it, relative to the root
 */
function filesIn(folder) {
  const full = path.join(ROOT, folder)
  if (!existsSync(full)) return []
  return readdirSync(full, { withFileTypes: true }).flatMap((entry) => {
    const inside = path.join(folder, entry.name)
    return entry.isDirectory() ? filesIn(inside) : [inside]
  })
}
