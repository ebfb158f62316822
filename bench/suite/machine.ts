import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus, totalmem } from 'node:os'

const GIB = 1024 ** 3

/** What the figures below it were measured on, one line. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor'
  const memory = `${(totalmem() / GIB).toFixed(1)} GiB`
  const versions = `Node.js ${process.versions.node}, V8 ${process.versions.v8}`
  const cores = `${availableParallelism()} cores`
  return `${cores} of ${model}, ${memory}, ${process.platform}; ${versions}; commit ${commit()}`
}

function commit(): string {
  try {
    const args = ['describe', '--always', '--dirty']
    return execFileSync('git', args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return 'unknown'
  }
}
