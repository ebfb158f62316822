import { mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Who compacts this lake now. */
const LOCK_FILE = 'lock'

/** Another process compacts this lake. */
export class LockedError extends Error {
  override readonly name = 'LockedError'
}

/**
 * Lets one process at a time work in a folder; what one that is no more left behind is taken over.
 * Gives what ends it.
 *
 * @throws LockedError
 */
export async function onlyOne(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true })
  const file = path.join(folder, LOCK_FILE)
  for (let tries = 0; tries < 2; tries++) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' })
      return () => unlink(file).catch(() => {})
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const pid = Number(await readFile(file, 'utf8').catch(() => ''))
    if (isAlive(pid)) throw new LockedError(`another compaction is at work, process ${pid}`)
    await unlink(file).catch(() => {})
  }
  throw new LockedError('another compaction has just begun')
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
