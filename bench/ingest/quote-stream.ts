import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { FRAMES_PER_PIECE, QuoteFrames } from './quote-frames'
import type { SenderPlan, SenderTotals } from './sender-plan'

/** Of pieces that the receiver has not taken; 0.35 s of 800,000 quotes/s. */
const QUEUE_BYTES = 64 * 1024 * 1024
/** The same when there is no rate to keep. */
const FLAT_OUT_BYTES = 1024 * 1024
const PACE_MS = 1

/** Sends quotes to one socket, by the clock or as fast as they are taken. */
export class QuoteStream {
  readonly #plan: SenderPlan
  readonly #frames: QuoteFrames
  readonly #maxPieces: number
  /** The last one given back is used next, so that it is still in the processor's cache. */
  readonly #free: Buffer[] = []
  #socket: Duplex | undefined
  #pieces = 0
  #onWay = 0
  #sent = 0
  #dropped = 0
  #startMs = 0
  #timer: NodeJS.Timeout | undefined
  #isFlatOut = false
  #onIdle: (() => void) | undefined

  constructor(plan: SenderPlan) {
    this.#plan = plan
    this.#frames = new QuoteFrames(plan.market)
    const bytes = plan.quotesPerSecond === undefined ? FLAT_OUT_BYTES : QUEUE_BYTES
    this.#maxPieces = Math.floor(bytes / this.#frames.pieceBytes)
  }

  start(socket: Duplex): void {
    this.#socket = socket
    if (socket instanceof Socket) socket.setNoDelay(true)
    this.#startMs = performance.now()
    this.#isFlatOut = this.#plan.quotesPerSecond === undefined
    if (this.#isFlatOut) this.#fill()
    else this.#timer = setInterval(() => this.#pace(), PACE_MS)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#isFlatOut = false
    this.#settle()
  }

  /** Stops and resolves when the system has taken all that was sent. */
  async finish(): Promise<Omit<SenderTotals, 'type'>> {
    const idle = new Promise<void>((resolve) => (this.#onIdle = resolve))
    this.stop()
    await idle
    const { user, system } = process.cpuUsage()
    return {
      ...{ sent: this.#sent, dropped: this.#dropped, cpuSeconds: (user + system) / 1e6 },
      ...{ lastBidSum: this.#frames.lastBidSum, bidSum: this.#frames.bidSum },
    }
  }

  close(): void {
    this.#socket?.end()
  }

  #fill(): void {
    if (!this.#isFlatOut) return
    while (this.#onWay < this.#maxPieces) this.#send()
  }

  #pace(): void {
    const seconds = (performance.now() - this.#startMs) / 1_000
    const due = Math.floor((seconds * (this.#plan.quotesPerSecond ?? 0)) / FRAMES_PER_PIECE)
    for (; this.#pieces < due; this.#pieces++) {
      if (this.#onWay < this.#maxPieces) this.#send()
      else this.#dropped += FRAMES_PER_PIECE
    }
  }

  #send(): void {
    const socket = this.#socket!
    const bytes = this.#free.pop() ?? Buffer.allocUnsafeSlow(this.#frames.pieceBytes)
    const ends = this.#frames.next(bytes, performance.timeOrigin + performance.now())
    this.#onWay++
    this.#sent += FRAMES_PER_PIECE
    const onTaken = () => this.#onTaken(bytes)
    if (!this.#plan.framePerPacket) {
      socket.write(bytes.subarray(0, ends.at(-1)), onTaken)
      return
    }
    let start = 0
    for (const end of ends) {
      socket.write(bytes.subarray(start, end), end === ends.at(-1) ? onTaken : undefined)
      start = end
    }
  }

  #onTaken(bytes: Buffer): void {
    this.#free.push(bytes)
    this.#onWay--
    this.#settle()
    // Not at once: whoever takes without end would let nothing else happen here.
    if (this.#isFlatOut) setImmediate(() => this.#fill())
  }

  #settle(): void {
    if (this.#onWay === 0) this.#onIdle?.()
  }
}
