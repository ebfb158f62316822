import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { FileHandle } from 'node:fs/promises'
import { HttpProblem } from '@/lib/protocol/http-problem'
import type { LoadResult, LoadSetup } from './load-message'
import { loadSet } from './load-set'
import { readResult } from './result-file'
import { openTemporaryFile } from './temporary-file'

/** Smaller bodies take a few milliseconds, less than a process takes to start. */
const MAX_BYTES_WITHOUT_PROCESS = 32 * 1024
/** The largest body takes about 150 MiB to check; beyond this it is something else. */
const MAX_HEAP_MIB = 384
/** The largest body takes 2 s of one processor. */
const LOAD_TIMEOUT_MS = 60_000
/** How V8 ends a process whose heap is full. */
const OUT_OF_MEMORY_SIGNAL = 'SIGABRT'
/** Nothing else sends it to a program that has no timers. */
const TIMEOUT_SIGNAL = 'SIGALRM'

export interface MockLoaderOptions {
  /** The bundled `mock-load.js`. */
  programFile: string
  collectGarbage: () => void
  /** A process that works longer is killed. */
  timeoutMs?: number
}

/**
 * Checks and builds sets, one after the other. A large one gets a process of its own that ends with
 * it: of what a thread takes, the allocator keeps a part for good.
 */
export class MockLoader {
  readonly #options: MockLoaderOptions
  #last: Promise<unknown> = Promise.resolve()
  #child: ChildProcess | undefined
  #isStopped = false

  constructor(options: MockLoaderOptions) {
    this.#options = options
  }

  /** The process at work. Tests kill it by this and see that it is gone. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  /**
   * `signal`: nobody waits for the result any more.
   *
   * @throws HttpProblem 413 for what does not fit into memory, 503 when it takes too long or the
   * loader is stopped, 400 for nobody
   */
  load(body: Uint8Array, setup: LoadSetup, signal?: AbortSignal): Promise<LoadResult> {
    const result = this.#last.then(() => this.#run(body, setup, signal))
    // Not with the result: what is kept here must not keep a set alive.
    this.#last = result.then(noop, noop)
    return result
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#child?.kill('SIGKILL')
    await this.#last
  }

  async #run(body: Uint8Array, setup: LoadSetup, signal?: AbortSignal): Promise<LoadResult> {
    if (body.length <= MAX_BYTES_WITHOUT_PROCESS) {
      this.#checkWanted(signal)
      return loadSet(body, setup)
    }
    // The pieces that the body came in: below what the load leaves they could never go back. A
    // collection frees them on another thread; the next one waits for that.
    this.#options.collectGarbage()
    this.#options.collectGarbage()
    const file = await openTemporaryFile()
    try {
      this.#checkWanted(signal)
      const ended = await this.#check(body, setup, file, signal)
      this.#checkWanted(signal)
      if (ended !== 0) throw fault(ended)
      return await readResult(file)
    } finally {
      await file.close()
    }
  }

  /**
   * Runs the program, which writes its result to `file` (through a pipe, the many small buffers of
   * its reader would make the allocator keep as much). Resolves with the exit code or the signal.
   */
  async #check(body: Uint8Array, setup: LoadSetup, file: FileHandle, signal?: AbortSignal) {
    const { programFile, timeoutMs = LOAD_TIMEOUT_MS } = this.#options
    const args = [`--max-old-space-size=${MAX_HEAP_MIB}`, programFile, JSON.stringify(setup)]
    const child = spawn(process.execPath, args, {
      stdio: ['pipe', file.fd, 'inherit'],
      // In a group of its own Ctrl-C does not reach it: ending it is up to `stop`.
      detached: true,
      timeout: timeoutMs,
      killSignal: TIMEOUT_SIGNAL,
    })
    this.#child = child
    const kill = () => void child.kill('SIGKILL')
    signal?.addEventListener('abort', kill)
    process.once('exit', kill)
    // It may end before it has read everything.
    child.stdin?.on('error', noop).end(body)
    try {
      await once(child, 'exit')
      return child.signalCode ?? child.exitCode
    } finally {
      signal?.removeEventListener('abort', kill)
      process.off('exit', kill)
      this.#child = undefined
    }
  }

  #checkWanted(signal: AbortSignal | undefined): void {
    if (this.#isStopped) throw new HttpProblem(503, 'the server is stopping')
    if (signal?.aborted === true) throw new HttpProblem(400, 'the caller has left')
  }
}

function fault(ended: number | string | null): Error {
  if (ended === OUT_OF_MEMORY_SIGNAL) {
    return new HttpProblem(413, 'the body takes too much memory to be checked')
  }
  if (ended === TIMEOUT_SIGNAL) {
    return new HttpProblem(503, 'the body takes too long to be checked')
  }
  return new Error(
    `The check of mock data ended with ${typeof ended === 'number' ? 'exit code ' : ''}${ended}`,
  )
}

function noop(): void {}
