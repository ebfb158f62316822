// `npm run dev`: bundles again on every change and starts the server anew; Next.js reloads pages.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { context } from 'esbuild'
import { bundleOptions, ROOT } from './bundle.mjs'

const OUTDIR = path.join(ROOT, 'build/dev')

/** @type {import('node:child_process').ChildProcess | undefined} */
let server
/** Restarts follow one another: a server must have given up its port before the next one starts. */
let turn = Promise.resolve()

async function stopServer() {
  const stopping = server
  server = undefined
  if (stopping === undefined || stopping.exitCode !== null) return
  await new Promise((resolve) => {
    stopping.once('close', resolve)
    stopping.kill('SIGTERM')
  })
}

function startServer() {
  const args = [path.join(OUTDIR, 'main.js'), '--dev', ...process.argv.slice(2)]
  const env = {
    ...process.env,
    NODE_ENV: /** @type {const} */ ('development'),
    NEXT_TELEMETRY_DISABLED: '1',
  }
  server = spawn(process.execPath, ['--enable-source-maps', ...args], {
    cwd: ROOT,
    env,
    stdio: 'inherit',
  })
}

/** @type {import('esbuild').Plugin} */
const restart = {
  name: 'restart',
  setup(build) {
    build.onEnd(({ errors }) => {
      if (errors.length > 0) return
      turn = turn.then(stopServer).then(startServer)
    })
  },
}

const [node, ...browser] = bundleOptions({ outdir: OUTDIR })
if (node === undefined) throw new Error('dev: nothing to bundle')
const contexts = await Promise.all([
  ...browser.map((options) => context(options)),
  context({ ...node, plugins: [restart] }),
])
await Promise.all(contexts.map((each) => each.watch()))

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    turn = turn.then(stopServer).then(() => process.exit(0))
  })
}
