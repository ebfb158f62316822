import { backoffMs, type BackoffLimits } from './backoff'
import type { CloseCause, OpenSocket, SocketHandle } from './socket-port'

/**
 * connecting: dialling, or open without a word from the peer yet. live: the peer was heard of
 * within the heartbeat. silent: open, but a ping stayed without answer for `silentMs`. waiting:
 * until the next attempt.
 */
export type SocketState = 'idle' | 'connecting' | 'live' | 'silent' | 'waiting' | 'closed'

export interface HeartbeatLimits {
  /** Nothing heard for this long: the peer is pinged. */
  heartbeatMs: number
  /** Nothing heard for this long after the ping: the connection counts as silent. */
  silentMs: number
  /** Nothing heard for this long after the ping, or no connection within it: dropped. */
  timeoutMs: number
  backoff: BackoffLimits
}

export const DEFAULT_HEARTBEAT: HeartbeatLimits = {
  heartbeatMs: 5_000,
  silentMs: 2_000,
  timeoutMs: 10_000,
  backoff: { baseMs: 500, capMs: 30_000 },
}

export interface HeartbeatSocketOptions<Frame> extends HeartbeatLimits {
  url: string
  open: OpenSocket<Frame>
  /** `isFollowing`: it came in one read with the frame before. */
  onFrame: (frame: Frame, isFollowing: boolean) => void
  onState?: (state: SocketState) => void
  /** A connection or an attempt ended by itself; another one follows. */
  onLost?: (cause: CloseCause | 'timeout') => void
}

/**
 * A socket that only listens, notices a dead peer by whatever it can hear (frames, pings, pongs)
 * and dials again until `close()`.
 *
 * Lifecycle: idle -> connecting -> live <-> silent -> waiting -> connecting ... -> closed. At any
 * time there is at most one connection and one timer. `start` is called once, `close` any number of
 * times and from anywhere, the callbacks included. Once `close` has returned, no timer is left and
 * no callback is made.
 */
export class HeartbeatSocket<Frame> {
  readonly #options: HeartbeatSocketOptions<Frame>
  #state: SocketState = 'idle'
  #handle: SocketHandle | undefined
  #generation = 0
  #failures = 0
  #nextAttemptMs: number | undefined
  #heardMs = 0
  /** When the ping was sent that waits for an answer. */
  #pingedMs: number | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: HeartbeatSocketOptions<Frame>) {
    this.#options = options
  }

  get state(): SocketState {
    return this.#state
  }

  /** Attempts that failed or connections lost since data last arrived. */
  get failures(): number {
    return this.#failures
  }

  /** Epoch ms of the next attempt; undefined unless waiting. */
  get nextAttemptMs(): number | undefined {
    return this.#nextAttemptMs
  }

  /** Milliseconds since the peer was last heard; of no meaning before it first was. */
  get quietMs(): number {
    return performance.now() - this.#heardMs
  }

  start(): void {
    if (this.#state !== 'idle') throw new Error(`HeartbeatSocket.start: already ${this.#state}`)
    this.#dial()
  }

  close(): void {
    if (this.#state === 'closed') return
    const handle = this.#release()
    handle?.close()
    this.#enter('closed')
  }

  #dial(): void {
    // A socket may still speak after it was given up; its generation tells it apart.
    const generation = ++this.#generation
    const isCurrent = () => generation === this.#generation
    this.#nextAttemptMs = undefined
    this.#enter('connecting')
    if (!isCurrent()) return
    this.#timer = setTimeout(() => this.#lose('timeout'), this.#options.timeoutMs)
    const handle = this.#options.open(this.#options.url, {
      // An open socket proves little; the answer to a ping proves that somebody is there.
      onOpen: () => {
        if (isCurrent()) this.#ping()
      },
      onFrame: (frame, isFollowing = false) => {
        if (!isCurrent()) return
        if (!isFollowing) {
          this.#failures = 0
          this.#hear()
        }
        // Hearing tells of a new state, and whoever is told may close.
        if (isCurrent()) this.#options.onFrame(frame, isFollowing)
      },
      onControl: () => {
        if (isCurrent()) this.#hear()
      },
      onClose: (cause) => {
        if (!isCurrent()) return
        this.#handle = undefined
        this.#lose(cause)
      },
    })
    if (isCurrent()) this.#handle = handle
    else handle.terminate()
  }

  #hear(): void {
    this.#heardMs = performance.now()
    if (this.#pingedMs === undefined && this.#state === 'live') return
    this.#pingedMs = undefined
    this.#arm(this.#options.heartbeatMs)
    this.#enter('live')
  }

  #check(): void {
    const { heartbeatMs, silentMs, timeoutMs } = this.#options
    if (this.#pingedMs === undefined) {
      const { quietMs } = this
      if (quietMs < heartbeatMs) this.#arm(heartbeatMs - quietMs)
      else this.#ping()
    } else if (this.#state === 'silent' || this.#state === 'connecting') {
      this.#lose('timeout')
    } else {
      this.#arm(timeoutMs - silentMs)
      this.#enter('silent')
    }
  }

  #ping(): void {
    this.#pingedMs = performance.now()
    const { silentMs, timeoutMs } = this.#options
    this.#arm(this.#state === 'live' ? silentMs : timeoutMs)
    this.#handle?.ping()
  }

  #arm(delayMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#check(), delayMs)
  }

  #lose(cause: CloseCause | 'timeout'): void {
    this.#release()?.terminate()
    const delayMs = backoffMs(this.#failures++, this.#options.backoff)
    this.#nextAttemptMs = Date.now() + delayMs
    this.#timer = setTimeout(() => this.#dial(), delayMs)
    const generation = this.#generation
    this.#options.onLost?.(cause)
    if (generation === this.#generation) this.#enter('waiting')
  }

  /** Forgets the connection and the timer; what the connection still says is not heard. */
  #release(): SocketHandle | undefined {
    const handle = this.#handle
    this.#generation++
    this.#handle = undefined
    this.#pingedMs = undefined
    this.#nextAttemptMs = undefined
    clearTimeout(this.#timer)
    return handle
  }

  #enter(state: SocketState): void {
    if (this.#state === state) return
    this.#state = state
    this.#options.onState?.(state)
  }
}
