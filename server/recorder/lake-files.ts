import { createHash, randomBytes } from 'node:crypto'
import { readlinkSync } from 'node:fs'
import * as fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { hourFolder, lakeFileName } from '@/lib/lake/partition'
import type { RecordedRows } from '@/lib/lake/recorded-rows'
import { DraftFault, errorCode } from './disk-fault'

/** A folder of the lake beside those of the exchanges, which no reader looks into. */
export const DRAFTS_FOLDER = '.recording'
/** More than the files that are written at one time. */
const PROBE_BYTES = 1024 * 1024
/** Whose process cannot be asked for: of another machine or container, or its number was given anew. */
const OLD_DRAFT_MS = 600_000
/** Names in a row that are taken: of another recorder of the same quotes. */
const MAX_NAME_TRIES = 10_000
/** Of a draft whose folder, or that itself, was removed meanwhile. */
const MAX_WRITE_TRIES = 3
const TICKS_PER_MS = 10_000
/** File systems without hard links say so. There a file is renamed, which two recorders had better not do. */
const NO_LINKS = new Set<string | undefined>(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])
const DRAFT = /^(\d+)-(\w+)-\w+\.draft$/

/** What is used of `node:fs/promises`. */
export interface LakeFileSystem extends Pick<
  typeof fs,
  'writeFile' | 'link' | 'rename' | 'unlink' | 'readdir' | 'stat'
> {
  mkdir(folder: string, options: { recursive: boolean }): Promise<unknown>
}

/**
 * Writes files into the lake: whole under a name of its own kind in `.recording`, then linked to
 * their place. So nobody ever sees a part of a file, and a name that is taken is never written over,
 * whoever took it. Nothing is synced to the disk: a process that is killed loses nothing by that.
 */
export class LakeFiles {
  readonly #root: string
  readonly #fs: LakeFileSystem
  readonly #machine = placeOfProcesses()

  constructor(root: string, fileSystem: LakeFileSystem = fs) {
    this.#root = root
    this.#fs = fileSystem
  }

  get #draftsFolder(): string {
    return path.join(this.#root, DRAFTS_FOLDER)
  }

  /**
   * Writes rows of one hour; gives the bytes. No draft is left.
   *
   * @throws DraftFault when no file could be written, else the error of the folder of this one
   */
  async write(rows: RecordedRows): Promise<number> {
    const { exchange, symbol } = rows.of
    const folder = path.join(this.#root, hourFolder(exchange, symbol, rows.firstTime.wholeMs))
    const bytes = rows.file()
    for (let tries = 1; ; tries++) {
      try {
        await this.#place(bytes, folder, rows)
        return bytes.length
      } catch (error) {
        if (errorCode(error) !== 'ENOENT' || tries === MAX_WRITE_TRIES) throw error
      }
    }
  }

  /** Whether files can be written at all. @throws DraftFault */
  async probe(): Promise<void> {
    await this.#withDraft(new Uint8Array(PROBE_BYTES), async () => {})
  }

  /** Removes drafts of recorders that are no more. @throws the file system's error */
  async removeLeftovers(): Promise<void> {
    await this.#fs.mkdir(this.#draftsFolder, { recursive: true })
    for (const name of await this.#fs.readdir(this.#draftsFolder)) {
      const [, pid, place] = DRAFT.exec(name) ?? []
      if (pid === undefined) continue
      const file = path.join(this.#draftsFolder, name)
      const mayLive = place !== this.#machine || isAlive(Number(pid))
      if (mayLive && !(await this.#isOld(file))) continue
      // One that cannot be removed costs its room only.
      await this.#fs.unlink(file).catch(() => {})
    }
  }

  async #isOld(file: string): Promise<boolean> {
    const stat = await this.#fs.stat(file).catch(unlessGone)
    return stat !== undefined && Date.now() - stat.mtimeMs > OLD_DRAFT_MS
  }

  async #place(bytes: Uint8Array, folder: string, rows: RecordedRows): Promise<void> {
    await this.#withDraft(bytes, async (draft) => {
      await this.#makeFolder(folder)
      for (let tries = 0; tries < MAX_NAME_TRIES; tries++) {
        const name = fileName(rows, tries)
        if (await this.#link(draft, path.join(folder, name))) return
      }
      throw new Error(`${MAX_NAME_TRIES} names from ${fileName(rows, 0)} on are taken`)
    })
  }

  /** Of a folder that is read-only Node.js says that there is none, unless asked level by level. */
  async #makeFolder(folder: string): Promise<void> {
    try {
      await this.#fs.mkdir(folder, { recursive: true })
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error
      let level = this.#root
      for (const name of path.relative(this.#root, folder).split(path.sep)) {
        level = path.join(level, name)
        await this.#fs.mkdir(level, { recursive: false }).catch(unlessThere)
      }
    }
  }

  /** False: the name is taken. */
  async #link(draft: string, file: string): Promise<boolean> {
    try {
      await this.#fs.link(draft, file)
      return true
    } catch (error) {
      const code = errorCode(error)
      if (code === 'EEXIST') return false
      if (!NO_LINKS.has(code)) throw error
    }
    if ((await this.#fs.stat(file).catch(unlessGone)) !== undefined) return false
    await this.#fs.rename(draft, file)
    return true
  }

  async #withDraft(bytes: Uint8Array, place: (draft: string) => Promise<void>): Promise<void> {
    const name = `${process.pid}-${this.#machine}-${randomBytes(8).toString('hex')}.draft`
    const draft = path.join(this.#draftsFolder, name)
    try {
      await this.#writeDraft(draft, bytes)
      await place(draft)
    } finally {
      await this.#fs.unlink(draft).catch(() => {})
    }
  }
  async #writeDraft(draft: string, bytes: Uint8Array): Promise<void> {
    try {
      await this.#fs.mkdir(this.#draftsFolder, { recursive: true })
      await this.#fs.writeFile(draft, bytes)
    } catch (error) {
      throw new DraftFault(error)
    }
  }
}

/** Named by the first row; a tick later for each name that is taken. */
function fileName(rows: RecordedRows, later: number): string {
  const { wholeMs, ticks } = rows.firstTime
  const carried = ticks + later
  const rest = carried % TICKS_PER_MS
  return lakeFileName(rows.of.table, wholeMs + (carried - rest) / TICKS_PER_MS, rest)
}

/** Where numbers of processes mean the same: a machine, and on it a container. */
function placeOfProcesses(): string {
  let namespace = ''
  try {
    namespace = readlinkSync('/proc/self/ns/pid')
  } catch {
    // A system without them.
  }
  return createHash('sha256').update(`${os.hostname()} ${namespace}`).digest('hex').slice(0, 12)
}

/** Whether another process of this number runs; what has our own number was left by one before us. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) !== 'ESRCH'
  }
}

function unlessGone(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') throw error
}

function unlessThere(error: unknown): undefined {
  if (errorCode(error) !== 'EEXIST') throw error
}
