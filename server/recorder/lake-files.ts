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
const DRAFT = /^(\d+)-(\w+)-\w+\.(draft|left|claim)$/
/** Of folders known to be there; then they are asked for anew. */
const MAX_KNOWN_FOLDERS = 20_000

/** What is used of `node:fs/promises`. */
export interface LakeFileSystem extends Pick<
  typeof fs,
  'writeFile' | 'readFile' | 'link' | 'rename' | 'unlink' | 'readdir' | 'stat'
> {
  mkdir(folder: string, options: { recursive: boolean }): Promise<unknown>
}

/** What a recorder had no time for, and is this one's now. */
export interface LeftRows {
  /** Lines of `readLeft`. */
  readonly text: string
  /** They are written. */
  done(): Promise<void>
  /** They are not; another one may. */
  giveBack(): Promise<void>
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
  /** Made or found; one that was removed meanwhile is forgotten when its file finds no place. */
  readonly #folders = new Set<string>()

  constructor(root: string, fileSystem: LakeFileSystem = fs) {
    this.#root = root
    this.#fs = fileSystem
  }

  get #draftsFolder(): string {
    return path.join(this.#root, DRAFTS_FOLDER)
  }

  /**
   * Writes rows of one hour; gives the bytes. No draft is left. `isAgain`: they may have been written
   * before, and then are not once more.
   *
   * @throws DraftFault when no file could be written, else the error of the folder of this one
   */
  async write(rows: RecordedRows, isAgain = false): Promise<number> {
    const { exchange, symbol } = rows.of
    const folder = path.join(this.#root, hourFolder(exchange, symbol, rows.firstTime.wholeMs))
    const bytes = rows.file()
    for (let tries = 1; ; tries++) {
      try {
        await this.#place(bytes, folder, rows, isAgain)
        return bytes.length
      } catch (error) {
        if (errorCode(error) !== 'ENOENT' || tries === MAX_WRITE_TRIES) throw error
        this.#folders.delete(folder)
      }
    }
  }

  /** Keeps what no time is left for, until `claimLeft` of a later recorder. @throws DraftFault */
  async leave(text: string): Promise<void> {
    await this.#withDraft(Buffer.from(text), async (draft) => {
      await this.#fs.rename(draft, draft.replace(/draft$/, 'left'))
    })
  }

  /** What recorders before this one left; no other one has it then. @throws the file system's error */
  async claimLeft(): Promise<LeftRows[]> {
    const claims: LeftRows[] = []
    for (const name of await this.#fs.readdir(this.#draftsFolder)) {
      const [, pid, place, kind] = DRAFT.exec(name) ?? []
      if (pid === undefined || kind === 'draft') continue
      const file = path.join(this.#draftsFolder, name)
      if (kind === 'claim' && (await this.#isInUse(file, Number(pid), place))) continue
      const claim = this.#draftName('claim')
      try {
        await this.#fs.rename(file, claim)
      } catch (error) {
        unlessGone(error)
        continue
      }
      claims.push({
        text: (await this.#fs.readFile(claim)).toString(),
        done: () => this.#fs.unlink(claim),
        giveBack: () => this.#fs.rename(claim, claim.replace(/claim$/, 'left')),
      })
    }
    return claims
  }

  /** Whether files can be written at all. @throws DraftFault */
  async probe(): Promise<void> {
    await this.#withDraft(new Uint8Array(PROBE_BYTES), async () => {})
  }

  /** Removes drafts of recorders that are no more. @throws the file system's error */
  async removeLeftovers(): Promise<void> {
    await this.#fs.mkdir(this.#draftsFolder, { recursive: true })
    for (const name of await this.#fs.readdir(this.#draftsFolder)) {
      const [, pid, place, kind] = DRAFT.exec(name) ?? []
      if (pid === undefined || kind !== 'draft') continue
      const file = path.join(this.#draftsFolder, name)
      if (await this.#isInUse(file, Number(pid), place)) continue
      // One that cannot be removed costs its room only.
      await this.#fs.unlink(file).catch(() => {})
    }
  }

  async #isInUse(file: string, pid: number, place: string | undefined): Promise<boolean> {
    const mayLive = place !== this.#machine || isAlive(pid)
    return mayLive && !(await this.#isOld(file))
  }

  async #isOld(file: string): Promise<boolean> {
    const stat = await this.#fs.stat(file).catch(unlessGone)
    return stat !== undefined && Date.now() - stat.mtimeMs > OLD_DRAFT_MS
  }

  async #place(
    bytes: Uint8Array,
    folder: string,
    rows: RecordedRows,
    isAgain: boolean,
  ): Promise<void> {
    await this.#withDraft(bytes, async (draft) => {
      await this.#makeFolder(folder)
      for (let tries = 0; tries < MAX_NAME_TRIES; tries++) {
        const file = path.join(folder, fileName(rows, tries))
        if (await this.#link(draft, file)) return
        if (isAgain && Buffer.compare(await this.#fs.readFile(file), bytes) === 0) return
      }
      throw new Error(`${MAX_NAME_TRIES} names from ${fileName(rows, 0)} on are taken`)
    })
  }

  /** Of a folder that is read-only Node.js says that there is none, unless asked level by level. */
  async #makeFolder(folder: string): Promise<void> {
    if (this.#folders.has(folder)) return
    if (this.#folders.size >= MAX_KNOWN_FOLDERS) this.#folders.clear()
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
    this.#folders.add(folder)
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
    const draft = this.#draftName('draft')
    try {
      await this.#writeDraft(draft, bytes)
      await place(draft)
    } finally {
      await this.#fs.unlink(draft).catch(() => {})
    }
  }

  #draftName(kind: 'draft' | 'claim'): string {
    const name = `${process.pid}-${this.#machine}-${randomBytes(8).toString('hex')}.${kind}`
    return path.join(this.#draftsFolder, name)
  }

  async #writeDraft(draft: string, bytes: Uint8Array): Promise<void> {
    try {
      await this.#makeFolder(this.#draftsFolder)
      await this.#fs.writeFile(draft, bytes)
    } catch (error) {
      if (errorCode(error) === 'ENOENT') this.#folders.delete(this.#draftsFolder)
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
