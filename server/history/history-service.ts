import type { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { HttpProblem } from '@/lib/protocol/http-problem'
import type { TakePiece } from './history-child'
import { HistoryFault } from './history-fault'
import type {
  ChartsRequest,
  HistoryRequest,
  PairsRequest,
  Piece,
  RangeRequest,
} from './history-message'
import { RangeCache } from './range-cache'
import { RangeStream } from './range-stream'

const RETRY_HEADERS: Readonly<Record<string, string>> = { 'retry-after': '2' }

/** Lets a few in at one time. */
export interface HistoryTurns {
  readonly inside: number
  readonly waiting: number
  readonly refused: number
  /** @throws HttpProblem 503 when too many wait already */
  pass(who: EventEmitter, task: () => Promise<void>): Promise<void>
}

export interface HistoryServiceOptions {
  readonly reader: {
    readonly pid: number | undefined
    readonly crashes: number
    readonly memoryKills: number
    run(request: HistoryRequest, take: TakePiece, signal: AbortSignal): Promise<void>
    free(): void
    stop(): Promise<void>
  }
  readonly turns: HistoryTurns
  readonly cacheBytes: number
  /** A reader that takes nothing for so long is ended. */
  readonly fullMs: number
}

/** Answers from the lake: a few at one time, each at the pace of its reader. */
export class HistoryService {
  readonly #options: HistoryServiceOptions
  readonly #cache: RangeCache
  readonly #streams = new Set<RangeStream>()
  #endedSlow = 0
  #isStopped = false

  constructor(options: HistoryServiceOptions) {
    this.#options = options
    this.#cache = new RangeCache(options.cacheBytes)
  }

  /** Of the process that reads; undefined while there is none. */
  get pid(): number | undefined {
    return this.#options.reader.pid
  }

  /** Whether somebody waits for the place of a reader. */
  get isAwaited(): boolean {
    return this.#options.turns.waiting > 0
  }

  /** What is held now, and was dropped since the start. */
  counters() {
    const { turns, reader } = this.#options
    return {
      reading: turns.inside,
      waiting: turns.waiting,
      refused: turns.refused,
      endedSlow: this.#endedSlow,
      crashes: reader.crashes,
      memoryKills: reader.memoryKills,
      cachedRanges: this.#cache.size,
      cacheBytes: this.#cache.bytes,
    }
  }

  /** @throws HttpProblem 404 for a pair that is not recorded, 503 when too many are being answered */
  async range(response: ServerResponse, request: RangeRequest): Promise<void> {
    await this.#pass(response, () =>
      this.#stream(response, async (stream) => {
        const known = this.#cache.get(request)
        const collector = this.#cache.collect(request, Date.now())
        let pieces = 0
        const take = async (piece: Piece) => {
          pieces++
          collector?.add(piece)
          await this.#give(piece, stream)
        }
        const isKept = collector !== undefined
        const asked = { ...request, isKept, ...(known && { knownMark: known.mark }) }
        await this.#options.reader.run(asked, take, stream.signal)
        if (stream.signal.aborted) return
        // Nothing follows `hello` where the files are still those of the answer that is kept.
        if (known !== undefined && pieces === 1) await this.#replay(known.pieces.slice(1), stream)
        else collector?.finish()
      }),
    )
  }

  /** A JSON text. @throws HttpProblem 503 when too many are being answered */
  async pairs(response: ServerResponse, request: PairsRequest): Promise<Buffer> {
    const pieces: Uint8Array[] = []
    await this.read(response, request, ({ bytes }) => {
      pieces.push(bytes)
      return Promise.resolve()
    })
    return Buffer.concat(pieces)
  }

  /**
   * Reads for `response`, until it is closed; `take` gets the pieces of the answer.
   *
   * @throws HttpProblem 503 when too many are being answered
   */
  async read(
    response: ServerResponse,
    request: ChartsRequest | PairsRequest,
    take: TakePiece,
  ): Promise<void> {
    await this.#pass(response, async () => {
      const left = new AbortController()
      const leave = () => left.abort()
      response.once('close', leave)
      try {
        await this.#options.reader.run(request, take, left.signal)
      } finally {
        response.off('close', leave)
      }
    })
  }

  freeCaches(): void {
    this.#cache.clear()
    this.#options.reader.free()
  }

  /** Every stream gets its `end` line; no process is left. */
  async stop(): Promise<void> {
    this.#isStopped = true
    for (const stream of this.#streams) if (stream.hasBegun) stream.end('shutdown')
    await this.#options.reader.stop()
  }

  async #pass(response: ServerResponse, task: () => Promise<void>): Promise<void> {
    try {
      await this.#options.turns.pass(response, task)
    } catch (error) {
      if (!(error instanceof HistoryFault)) throw error
      const { status, message } = error
      throw new HttpProblem(status, message, status === 503 ? RETRY_HEADERS : {})
    }
  }

  /** What fails before the first line is the caller's to answer, what fails after it is an `end`. */
  async #stream(
    response: ServerResponse,
    send: (stream: RangeStream) => Promise<void>,
  ): Promise<void> {
    const stream = new RangeStream(response, {
      fullMs: this.#options.fullMs,
      isAwaited: () => this.isAwaited,
    })
    this.#streams.add(stream)
    try {
      await send(stream)
      if (stream.hasBegun && !stream.signal.aborted) stream.finish()
    } catch (error) {
      if (!stream.hasBegun || !(error instanceof HistoryFault)) throw error
      if (this.#isStopped) stream.end('shutdown')
      else stream.end('failed', error.message)
    } finally {
      this.#streams.delete(stream)
    }
  }

  async #replay(pieces: readonly Piece[], stream: RangeStream): Promise<void> {
    for (const piece of pieces) {
      await this.#give(piece, stream)
      if (stream.signal.aborted) return
    }
  }

  async #give(piece: Piece, stream: RangeStream): Promise<void> {
    if (await stream.take(piece)) this.#endedSlow++
  }
}
