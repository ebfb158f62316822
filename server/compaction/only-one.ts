import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rename, stat, unlink, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { isRunning, ownMark } from './process-mark'

/** Who compacts this lake now. */
const LOCK_FILE = 'lock'
const TOUCH_INTERVAL_MS = 60_000
/** Of a lock whose process cannot be asked for: a live one touches it every minute. */
const STALE_MS = 3_600_000
const ownerSchema = z.object({
  ...{ host: z.string(), place: z.string(), pid: z.int().positive(), start: z.string() },
})

/** Another process compacts this lake. */
export class LockedError extends Error {
  override readonly name = 'LockedError'
}

/**
 * Lets one process at a time work in a folder. A lock is taken over when the process that its text
 * names is no more, or, of another machine or container, when it was not touched for an hour.
 * Gives what ends it.
 *
 * @throws LockedError
 */
export async function onlyOne(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true })
  const file = path.join(folder, LOCK_FILE)
  const mine = JSON.stringify({ host: os.hostname(), ...ownMark() })
  for (let tries = 0; tries < 2; tries++) {
    try {
      await writeFile(file, mine, { flag: 'wx' })
      return holding(file, mine)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const text = await readFile(file, 'utf8').catch(() => '')
    await refuseLive(file, text)
    await takeAway(file, text)
  }
  throw new LockedError('another compaction has just begun')
}

function holding(file: string, mine: string): () => Promise<void> {
  const touch = () => {
    const now = new Date()
    // A lake that refuses it will refuse the work as well, which says so.
    utimes(file, now, now).catch(() => {})
  }
  const timer = setInterval(touch, TOUCH_INTERVAL_MS).unref()
  return async () => {
    clearInterval(timer)
    await takeAway(file, mine)
  }
}

async function refuseLive(file: string, text: string): Promise<void> {
  const owner = ownerOf(text)
  const lives = owner && isRunning(owner)
  if (lives === false) return
  const touchedMs = (await stat(file).catch(() => undefined))?.mtimeMs
  if (touchedMs === undefined) return
  if (lives !== true && Date.now() - touchedMs > STALE_MS) return
  const who = owner === undefined ? `its lock is ${file}` : `process ${owner.pid} on ${owner.host}`
  throw new LockedError(`another compaction is at work, ${who}`)
}

function ownerOf(text: string): z.infer<typeof ownerSchema> | undefined {
  try {
    return ownerSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Removes a lock of this text; one that somebody else has put there since is put back. */
async function takeAway(file: string, text: string): Promise<void> {
  const aside = `${file}-${randomBytes(8).toString('hex')}.draft`
  try {
    await rename(file, aside)
    if ((await readFile(aside, 'utf8')) !== text) await link(aside, file)
  } catch {
    // It is gone, or the next try finds it.
  } finally {
    await unlink(aside).catch(() => {})
  }
}
