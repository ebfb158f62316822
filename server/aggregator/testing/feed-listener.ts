import { once } from 'node:events'
import { WebSocket } from 'ws'
import { parseAggregatorFrame } from '@/lib/protocol/aggregator-message'

/** A client of the feed that keeps the texts of all frames. */
export class FeedListener implements AsyncDisposable {
  readonly webSocket: WebSocket
  readonly frames: string[] = []
  closedWith: number | undefined

  private constructor(url: string) {
    this.webSocket = new WebSocket(url, { perMessageDeflate: false })
    this.webSocket.on('message', (data: Buffer) => this.frames.push(data.toString()))
    this.webSocket.on('error', () => {})
    this.webSocket.on('close', (code) => (this.closedWith = code))
  }

  static async open(url: string): Promise<FeedListener> {
    const listener = new FeedListener(url)
    await once(listener.webSocket, 'open')
    return listener
  }

  /** Every frame as the server would understand it. */
  messages() {
    return this.frames.map((text) => parseAggregatorFrame(text))
  }

  spreads() {
    return this.messages().filter((message) => message.kind === 'spread')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.closedWith !== undefined) return
    this.webSocket.terminate()
    await once(this.webSocket, 'close')
  }
}
