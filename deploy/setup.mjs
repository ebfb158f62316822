// What `npm start`, `npm test`, `npm run dev` and `npm run bench` need before they run: packages, a
// build, a browser. Runs on the system's Node.js before anything is installed: no dependencies.
import { findChromium, installChromium } from './setup/chromium.mjs'
import { installFingerprint, sourceFingerprint } from './setup/fingerprint.mjs'
import { acquireLock, releaseLock } from './setup/lock.mjs'
import { isDone, markDone, markUndone } from './setup/state.mjs'
import { endRunning, npmCommand, run, say, SetupError } from './setup/run.mjs'

const MIN_NODE = [20, 9]

const STEPS = {
  install: {
    isDone: () => isDone('installed', installFingerprint(), ['node_modules/.package-lock.json']),
    async perform() {
      say('installing packages from package-lock.json')
      markUndone('installed')
      const [command, ...args] = npmCommand()
      await run(
        command,
        [...args, 'ci', '--loglevel=error', '--include=dev', '--no-audit', '--no-fund'],
        {
          failure: 'the packages could not be installed: is the npm registry reachable?',
        },
      )
      markDone('installed', installFingerprint())
    },
  },
  build: {
    isDone: () => isDone('built', sourceFingerprint(), ['build/main.js', '.next/BUILD_ID']),
    async perform() {
      say('building')
      const fingerprint = sourceFingerprint()
      markUndone('built')
      await run(process.execPath, ['deploy/build.mjs'], { failure: 'the build failed' })
      markDone('built', fingerprint)
    },
  },
  chromium: {
    isDone: async () => (await findChromium()) !== undefined,
    perform: installChromium,
  },
}

/** @type {Record<string, (typeof STEPS)[keyof typeof STEPS][]>} */
const COMMANDS = {
  start: [STEPS.install, STEPS.build],
  dev: [STEPS.install],
  bench: [STEPS.install, STEPS.build],
  test: [STEPS.install, STEPS.build, STEPS.chromium],
}

/** @param {string} command */
async function setUp(command) {
  const steps = COMMANDS[command]
  if (steps === undefined) throw new SetupError(`setup: unknown command ${command}`)
  requireNode()
  for (const step of steps) {
    if (await step.isDone()) continue
    await acquireLock()
    // Another command may have done it while this one waited for the lock.
    if (!(await step.isDone())) await step.perform()
  }
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [minMajor = 0, minMinor = 0] = MIN_NODE
  if (major > minMajor || (major === minMajor && minor >= minMinor)) return
  throw new SetupError(
    `Spreadscope needs Node.js ${MIN_NODE.join('.')} or later, this is ${process.versions.node}.`,
  )
}

process.on('exit', releaseLock)
for (const [signal, number] of /** @type {const} */ ([
  ['SIGINT', 2],
  ['SIGTERM', 15],
])) {
  process.on(signal, () => {
    endRunning(signal)
    process.exit(128 + number)
  })
}

try {
  await setUp(process.argv[2] ?? 'start')
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
