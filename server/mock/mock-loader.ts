import { Worker } from 'node:worker_threads'
import { HttpProblem } from '@/lib/protocol/http-problem'
import type { LoadResult, LoadSetup } from './load-message'
import { loadSet } from './load-set'

/** Smaller bodies take a few milliseconds, less than a thread takes to start. */
const MAX_BYTES_WITHOUT_THREAD = 32 * 1024

/** The largest body takes about 150 MiB to check; beyond this it is something else. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 384 }
const OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY'

/**
 * Checks and builds sets, one after the other. A large one gets a thread of its own that ends with
 * it: the memory of the work goes with the thread.
 */
export class MockLoader {
  readonly #threadFile: URL | string
  #last: Promise<unknown> = Promise.resolve()
  #worker: Worker | undefined
  #isStopped = false

  /** The bundled `mock-load.thread.js`. */
  constructor(threadFile: URL | string) {
    this.#threadFile = threadFile
  }

  /** @throws HttpProblem 413 for what does not fit into memory, 503 when it is stopped */
  load(setup: LoadSetup): Promise<LoadResult> {
    const result = this.#last.then(() => this.#run(setup))
    // Not with the result: what is kept here must not keep a set alive.
    this.#last = result.then(noop, noop)
    return result
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#worker?.terminate()
    await this.#last
  }

  async #run(setup: LoadSetup): Promise<LoadResult> {
    if (this.#isStopped) throw stopping()
    if (setup.bytes.length <= MAX_BYTES_WITHOUT_THREAD) return loadSet(setup)
    const worker = new Worker(this.#threadFile, {
      name: 'mock-load',
      workerData: setup,
      transferList: [setup.bytes.buffer],
      resourceLimits: RESOURCE_LIMITS,
    })
    this.#worker = worker
    try {
      return await outcome(worker)
    } catch (error) {
      throw isOutOfMemory(error)
        ? new HttpProblem(413, 'the body takes too much memory to be checked')
        : error
    } finally {
      this.#worker = undefined
    }
  }
}

/** Settles when the thread has ended, so that never two work at a time. */
function outcome(worker: Worker): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    let result: LoadResult | undefined
    worker.once('message', (message: LoadResult) => (result = message))
    worker.once('error', reject)
    worker.once('exit', () => {
      if (result === undefined) reject(stopping())
      else resolve(result)
    })
  })
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === OUT_OF_MEMORY
}

function noop(): void {}

function stopping(): HttpProblem {
  return new HttpProblem(503, 'the server is stopping')
}
