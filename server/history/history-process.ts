import { Suspects } from '@/lib/lake/suspects'
import { HistoryChild, type HistoryChildOptions, type TakePiece } from './history-child'
import { CollectionCrash, HistoryFault } from './history-fault'
import type { HistoryRequest } from './history-message'
import { ResumableAnswer } from './resumable-answer'

/** One that nobody asks anything goes, with all that polars keeps. */
const IDLE_MS = 60_000
/** Of one answer, for damaged files: each takes two until it is known. Then the answer fails. */
const MAX_RESTARTS = 16

export interface HistoryProcessOptions extends HistoryChildOptions {
  readonly idleMs?: number
  readonly onCrash: (how: string) => void
}

/**
 * The process that reads the lake: started when it is first needed, ended when nobody needs it. When
 * it crashes on what it reads, another one goes on without that; when it dies otherwise, what was
 * being answered fails, and the next request starts it again.
 *
 * `stop` any number of times; neither process nor timer is left after it.
 */
export class HistoryProcess {
  readonly #options: HistoryProcessOptions
  /** Those that have not ended. The current one is the last, unless it was retired. */
  readonly #children = new Set<HistoryChild>()
  #current: HistoryChild | undefined
  #idleTimer: NodeJS.Timeout | undefined
  readonly #suspects = new Suspects()
  #crashes = 0
  #memoryKills = 0
  #isStopped = false

  constructor(options: HistoryProcessOptions) {
    this.#options = options
  }

  /** Undefined while there is none. */
  get pid(): number | undefined {
    return this.#current?.pid
  }

  get crashes(): number {
    return this.#crashes
  }

  /** Those of the crashes that were for taking too much memory. */
  get memoryKills(): number {
    return this.#memoryKills
  }

  /**
   * Resolves when the answer has been taken whole; after `signal` is aborted, when reading has ended.
   *
   * @throws HistoryFault with the status it has in HTTP
   */
  async run(request: HistoryRequest, take: TakePiece, signal: AbortSignal): Promise<void> {
    const answer = new ResumableAnswer(request, take)
    for (let restarts = 0; ; restarts++) {
      try {
        return await this.#ask(answer, signal)
      } catch (error) {
        if (!(error instanceof CollectionCrash) || restarts === MAX_RESTARTS) throw error
      }
    }
  }

  async #ask(answer: ResumableAnswer, signal: AbortSignal): Promise<void> {
    if (this.#isStopped) throw new HistoryFault(503, 'the server is stopping')
    if (signal.aborted) return
    clearTimeout(this.#idleTimer)
    const child = (this.#current ??= this.#start())
    try {
      await child.run(answer.next(), answer.take, signal)
    } catch (error) {
      if (error instanceof CollectionCrash) await child.ended
      throw error
    } finally {
      if (child === this.#current && child.running === 0) this.#rest()
    }
  }

  /** Gives back what it keeps: all of it, if nobody is asking just now. */
  free(): void {
    if (this.#current?.running === 0) this.#retire()
    else this.#current?.free()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#idleTimer)
    await Promise.all([...this.#children].map((child) => child.retire()))
  }

  #start(): HistoryChild {
    const child = new HistoryChild(this.#options, this.#suspects.all())
    this.#children.add(child)
    void child.ended.then(({ how, isCrash, isOfMemory, collecting }) => {
      this.#children.delete(child)
      if (this.#current === child) this.#current = undefined
      if (!isCrash) return
      this.#crashes++
      if (isOfMemory) this.#memoryKills++
      this.#suspects.blame(collecting)
      this.#options.onCrash(how)
    })
    return child
  }

  #rest(): void {
    if (this.#isStopped) return
    clearTimeout(this.#idleTimer)
    this.#idleTimer = setTimeout(() => this.#retire(), this.#options.idleMs ?? IDLE_MS)
  }

  #retire(): void {
    clearTimeout(this.#idleTimer)
    const child = this.#current
    this.#current = undefined
    void child?.retire()
  }
}
