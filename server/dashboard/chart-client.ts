import type { WebSocket } from 'ws'
import type { HeldBytes, HeldMessage } from './held-message'

const PING_INTERVAL_MS = 30_000
/** So long a pinged client may stay silent. */
const PONG_MS = 10_000

/** The state of a client that somebody has to act on. */
export type ClientState = 'ok' | 'full' | 'silent'

/** One reader of charts: what it has been sent and has not taken, and whether it is still there. */
export class ChartClient {
  /** Stamps of the charts it has, by `pairKey()`; for those that get single objects. */
  readonly stamps = new Map<string, string>()
  readonly #socket: WebSocket
  readonly #held: HeldBytes
  readonly #fullMs: number
  #message: HeldMessage | undefined
  /** Parts of the message that are not sent yet. */
  #unsent = 0
  #heldSinceMs = 0
  #nextPingMs = performance.now() + PING_INTERVAL_MS
  /** When the last ping left, while nothing has been heard since. */
  #pingedMs: number | undefined

  constructor(socket: WebSocket, held: HeldBytes, fullMs: number) {
    this.#socket = socket
    this.#held = held
    this.#fullMs = fullMs
    // What a client says is of no interest, only that it does.
    const onLife = () => (this.#pingedMs = undefined)
    socket.on('message', onLife).on('pong', onLife).on('ping', onLife)
    socket.on('close', () => this.#release())
  }

  /** Whether it has taken what it was sent. */
  get isReady(): boolean {
    return this.#message === undefined && this.#socket.readyState === this.#socket.OPEN
  }

  /** Since when it has not taken its last message; Infinity while it has. */
  get heldSinceMs(): number {
    return this.#message === undefined ? Infinity : this.#heldSinceMs
  }

  /** Sends parts of a message, each as one of its own. Only while it is ready. */
  send(message: HeldMessage, parts: readonly Buffer[]): void {
    if (parts.length === 0) return
    this.#message = message
    this.#unsent = parts.length
    this.#heldSinceMs = performance.now()
    this.#held.hold(message)
    const onSent = () => {
      if (--this.#unsent === 0) this.#release()
    }
    for (const part of parts) this.#socket.send(part, { binary: false }, onSent)
  }

  /** To be called every second or so. */
  look(nowMs: number): ClientState {
    if (nowMs - this.heldSinceMs >= this.#fullMs) return 'full'
    if (nowMs - (this.#pingedMs ?? Infinity) >= PONG_MS) return 'silent'
    if (nowMs >= this.#nextPingMs) {
      this.#nextPingMs = nowMs + PING_INTERVAL_MS
      // Behind a long message it leaves late; the answer has its time from then on.
      this.#socket.ping(undefined, undefined, () => (this.#pingedMs = performance.now()))
    }
    return 'ok'
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason)
  }

  /** Cuts it off; what it holds is free at once. */
  terminate(): void {
    this.#socket.terminate()
    this.#release()
  }

  #release(): void {
    if (this.#message === undefined) return
    this.#held.release(this.#message)
    this.#message = undefined
  }
}
