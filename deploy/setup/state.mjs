import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))
/** What was done last, ignored by git; removing it does everything again. */
export const STATE_FOLDER = path.join(ROOT, '.setup')

/**
 * @param {string} step
 * @param {string} fingerprint of all that went into the step
 * @param {string[]} results paths that the step left behind
 */
export function isDone(step, fingerprint, results) {
  const file = path.join(STATE_FOLDER, step)
  if (!existsSync(file) || readFileSync(file, 'utf8') !== fingerprint) return false
  return results.every((result) => existsSync(path.join(ROOT, result)))
}

/**
 * @param {string} step
 * @param {string} fingerprint
 */
export function markDone(step, fingerprint) {
  mkdirSync(STATE_FOLDER, { recursive: true })
  writeFileSync(path.join(STATE_FOLDER, step), fingerprint)
}

/**
 * Called before a step starts, so that one cut short is done again.
 * @param {string} step
 */
export function markUndone(step) {
  rmSync(path.join(STATE_FOLDER, step), { force: true })
}
