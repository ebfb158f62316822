import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'

const FILE = 'generated/stream-worker.js'

/**
 * Where the shared worker's script is. A worker outlives the page that started it, so its address
 * carries the hash of its code: a new build never talks to an old worker.
 */
export function streamWorkerAddress(): string {
  const code = readFileSync(path.join(process.cwd(), 'public', FILE))
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 12)
  return `/${FILE}?v=${hash}`
}
