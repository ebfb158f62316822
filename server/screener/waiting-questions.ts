import { HttpProblem } from '@/lib/protocol/http-problem'

export interface QuestionLimits {
  /** With the thread at one time; the next ones wait here, where they can still be dropped. */
  asked: number
  /** Asked and waiting ones. */
  questions: number
  /** Until there is an answer. */
  deadlineMs: number
}

/**
 * Questions take their turn. One whose asker has left goes with it, one that waits too long gets 503,
 * and so does one too many.
 */
export class WaitingQuestions {
  readonly #limits: QuestionLimits
  /** In the order in which they came; each lets its question begin. */
  readonly #waiting = new Set<() => void>()
  #asked = 0
  #held = 0
  #refused = 0

  constructor(limits: QuestionLimits) {
    this.#limits = limits
  }

  /** Asked and waiting ones. */
  get count(): number {
    return this.#held
  }

  /** Turned away, and not answered in time. */
  get refused(): number {
    return this.#refused
  }

  /** `left`: its asker is gone. @throws HttpProblem 503 when there are too many, or it takes too long */
  async run<T>(task: () => Promise<T>, left?: AbortSignal): Promise<T> {
    if (this.#held >= this.#limits.questions) {
      this.#refused++
      throw notNow()
    }
    this.#held++
    const given = new AbortController()
    const giveUp = () => given.abort()
    const deadline = setTimeout(() => {
      this.#refused++
      giveUp()
    }, this.#limits.deadlineMs)
    left?.addEventListener('abort', giveUp)
    if (left?.aborted === true) giveUp()
    try {
      return await this.#answer(task, given.signal)
    } finally {
      clearTimeout(deadline)
      left?.removeEventListener('abort', giveUp)
      this.#held--
    }
  }

  #answer<T>(task: () => Promise<T>, given: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        this.#asked++
        // Given up or not, the thread is busy with it until it has answered.
        const done = () => this.#next()
        const work = task()
        work.then(resolve, reject)
        work.then(done, done)
      }
      const giveUp = () => {
        this.#waiting.delete(begin)
        reject(notNow())
      }
      if (given.aborted) return giveUp()
      given.addEventListener('abort', giveUp)
      if (this.#asked < this.#limits.asked) begin()
      else this.#waiting.add(begin)
    })
  }

  #next(): void {
    this.#asked--
    const [begin] = this.#waiting
    if (begin === undefined) return
    this.#waiting.delete(begin)
    begin()
  }
}

/** It may be asked again in a moment. */
export function notNow(): HttpProblem {
  return new HttpProblem(503, 'pairs cannot be ranked just now', { 'retry-after': '1' })
}
