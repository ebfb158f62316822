import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import path from 'node:path'
import { z } from 'zod'

const GIB = 1024 ** 3

const packageSchema = z.object({ version: z.string() })

/** What the figures below it were measured on, one line. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor'
  const memory = `${(totalmem() / GIB).toFixed(1)} GiB`
  const versions = `Node.js ${process.versions.node}, V8 ${process.versions.v8}`
  const cores = `${availableParallelism()} cores`
  return `${cores} of ${model}, ${memory}, ${process.platform}; ${versions}; commit ${commit()}`
}

/** Installed versions of packages: `ws 8.23.0, uplot 1.6.32`. */
export function describePackages(names: readonly string[]): string {
  return names
    .map((name) => {
      const text = readFileSync(path.join('node_modules', name, 'package.json'), 'utf8')
      return `${name} ${packageSchema.parse(JSON.parse(text)).version}`
    })
    .join(', ')
}

/** Its results are no change of what is measured. */
function commit(): string {
  try {
    const hash = git('rev-parse', '--short', 'HEAD')
    const changes = git('status', '--porcelain', '--untracked-files=no', '.', ':!bench/RESULTS.md')
    return changes === '' ? hash : `${hash}-dirty`
  } catch {
    return 'unknown'
  }
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()
}
