import type { Opportunity } from '@/lib/market/opportunity'
import { newestFile, type FileMark } from './newest-file'
import { MAX_FILE_BYTES, readOpportunityFile } from './opportunity-file'

/** Between two looks at the folder. A file is read once two looks found it the same. */
const LOOK_MS = 500

/** The list in force. */
export interface LoadedOpportunities {
  file: FileMark
  /** Best first. */
  opportunities: readonly Opportunity[]
  /** Rows of the file, those left out included. */
  rowsRead: number
}

export interface OpportunityFolderOptions {
  folder: string
  /** Rows with fewer cycles are left out. */
  minCycles: number
  /** The list became another one, or none. */
  onChange: () => void
  /** A fault that was not there before. */
  onFault: (fault: string) => void
  lookMs?: number | undefined
}

/**
 * The newest list of a folder, read again whenever it changes. One that cannot be used leaves the
 * one before in force and is told as `fault`; without any file there is no list.
 *
 * It looks at the folder instead of listening to it: events do not come from network and container
 * mounts, nor from a folder that is made, removed or replaced later.
 *
 * `start` once, `stop` any number of times; no timer is left after it and nothing is told any more.
 */
export class OpportunityFolder {
  readonly #options: OpportunityFolderOptions
  #loaded: LoadedOpportunities | undefined
  #fault: string | undefined
  /** Marks of the newest file at the last look, and of the last one that could not be used. */
  #seen: string | undefined
  #refused: string | undefined
  #timer: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(options: OpportunityFolderOptions) {
    this.#options = options
  }

  /** Undefined: there is no file, or none that could be used so far. */
  get loaded(): LoadedOpportunities | undefined {
    return this.#loaded
  }

  /** Why the newest file or the folder cannot be used: file, line, column, reason. */
  get fault(): string | undefined {
    return this.#fault
  }

  /** Resolves when what is there has been read. */
  async start(): Promise<void> {
    await this.#look(true)
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }

  async #look(isFirst = false): Promise<void> {
    const { folder, lookMs = LOOK_MS } = this.#options
    try {
      const newest = await newestFile(folder)
      // A writer may be in the middle of it: it is believed when it stands still.
      const isStill = isFirst || newest?.mark === this.#seen
      this.#seen = newest?.mark
      if (isStill) await this.#take(newest)
    } catch (error) {
      this.#refused = undefined
      this.#blame(error instanceof Error ? error.message : String(error))
    }
    if (!this.#isStopped) this.#timer = setTimeout(() => void this.#look(), lookMs)
  }

  async #take(newest: FileMark | undefined): Promise<void> {
    const inForce = this.#loaded?.file.mark
    if (newest !== undefined && newest.mark === this.#refused) return
    this.#refused = undefined
    if (newest?.mark === inForce) this.#fault = undefined
    else if (newest === undefined) this.#change(undefined)
    else await this.#read(newest)
  }

  async #read(newest: FileMark): Promise<void> {
    const { folder, minCycles } = this.#options
    const result = await usable(newest, minCycles)
    const after = await newestFile(folder)
    // It changed while it was read: the next look finds out.
    if (this.#isStopped || after?.mark !== newest.mark) return
    if (typeof result !== 'string') return this.#change({ file: newest, ...result })
    this.#refused = newest.mark
    this.#blame(`${newest.name}: ${result}`)
  }

  #change(loaded: LoadedOpportunities | undefined): void {
    this.#fault = undefined
    this.#loaded = loaded
    this.#options.onChange()
  }

  #blame(fault: string): void {
    if (this.#isStopped || fault === this.#fault) return
    this.#fault = fault
    this.#options.onFault(fault)
  }
}

/** What the file holds, or why it cannot be used. */
async function usable({ path, bytes }: FileMark, minCycles: number) {
  if (bytes > MAX_FILE_BYTES) {
    return `it has ${bytes} bytes, at most ${MAX_FILE_BYTES} are read`
  }
  try {
    return await readOpportunityFile(path, minCycles)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
