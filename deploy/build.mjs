import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { bundle, ROOT } from './bundle.mjs'

// The bundle comes first: the pages' build reads the hash of the stream worker.
await bundle({ outdir: path.join(ROOT, 'build') })

const next = spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
  cwd: ROOT,
  env: {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    // Without it Next.js may rewrite package-lock.json.
    NEXT_IGNORE_INCORRECT_LOCKFILE: '1',
  },
  stdio: 'inherit',
})
process.exitCode = next.status ?? 1
