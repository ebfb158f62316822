import { spawn } from 'node:child_process'
import { ROOT } from './state.mjs'

/** How much of a failed command's output is shown. */
const SHOWN_LINES = 30

/** Something a person can mend; its message is one clear sentence. */
export class SetupError extends Error {}

/** @type {import('node:child_process').ChildProcess | undefined} */
let running

/** @param {string} text */
export function say(text) {
  console.log(`setup: ${text}`)
}

/**
 * Runs a command quietly in the project's root; what it printed is shown only if it fails.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ failure: string, env?: Record<string, string> }} options
 * @throws {SetupError} with `failure` if it does not exit with 0
 */
export async function run(command, args, { failure, env = {} }) {
  // Under NODE_ENV=production npm would leave out what builds and tests.
  const inherited = { ...process.env }
  Reflect.deleteProperty(inherited, 'NODE_ENV')
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running = child
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text))
  }
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      output += String(error)
      resolve(-1)
    })
    child.on('close', resolve)
  })
  running = undefined
  if (code === 0) return
  console.error(output.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n'))
  throw new SetupError(`setup: ${failure}`)
}

/**
 * Runs a command in the project's root with its output shown.
 *
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number>} its exit code, 1 if it could not be run or was killed
 */
export function runShown(command, args) {
  const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit' })
  return new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('close', (code) => resolve(code ?? 1))
  })
}

/** @param {NodeJS.Signals} signal */
export function endRunning(signal) {
  running?.kill(signal)
}

/**
 * The npm that runs us, else the one in the path.
 * @returns {[string, ...string[]]}
 */
export function npmCommand() {
  const script = process.env.npm_execpath ?? ''
  return /npm-cli\.c?js$/.test(script) ? [process.execPath, script] : ['npm']
}
