import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { say, SetupError } from './run.mjs'
import { STATE_FOLDER } from './state.mjs'

const POLL_MS = 200
const GIVE_UP_MS = 20 * 60_000
/** A lock without an owner's number that is older than this was left by a crash. */
const NAMELESS_MS = 5_000

const LOCK = path.join(STATE_FOLDER, 'lock')
const OWNER = path.join(LOCK, 'pid')

let held = false

/**
 * Waits until this process alone may change what is installed and built. The lock of a process that
 * no longer lives is taken over.
 *
 * @throws {SetupError} when a living process keeps it too long
 */
export async function acquireLock() {
  if (held) return
  mkdirSync(STATE_FOLDER, { recursive: true })
  const giveUpAt = Date.now() + GIVE_UP_MS
  for (let first = true; !tryLock(); first = false) {
    const owner = readOwner()
    if (isStale(owner)) {
      takeAway(owner)
      continue
    }
    if (first) say(`waiting for another set-up to finish (process ${owner})`)
    if (Date.now() > giveUpAt) {
      throw new SetupError(
        `setup: process ${owner} still holds ${LOCK}: end it or remove the folder`,
      )
    }
    await wait(POLL_MS)
  }
}

export function releaseLock() {
  if (!held) return
  held = false
  rmSync(LOCK, { recursive: true, force: true })
}

function tryLock() {
  try {
    mkdirSync(LOCK)
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
  held = true
  writeFileSync(OWNER, String(process.pid))
  return true
}

/** @returns {number | undefined} undefined when the owner has not written its number yet */
function readOwner(file = OWNER) {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined
  } catch {
    return undefined
  }
}

/** @param {number | undefined} owner */
function isStale(owner) {
  if (owner !== undefined) return !isAlive(owner)
  try {
    return Date.now() - statSync(LOCK).mtimeMs > NAMELESS_MS
  } catch {
    return false
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/**
 * Of two that find the same stale lock only one may remove it, and none may remove its successor:
 * it is moved aside first, and moved back if it turns out to be another's.
 *
 * @param {number | undefined} staleOwner
 */
function takeAway(staleOwner) {
  const aside = `${LOCK}-of-${staleOwner}-seen-by-${process.pid}`
  try {
    renameSync(LOCK, aside)
    if (readOwner(path.join(aside, 'pid')) === staleOwner) rmSync(aside, { recursive: true })
    else renameSync(aside, LOCK)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
  }
}

/** @param {unknown} error */
function errorCode(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
