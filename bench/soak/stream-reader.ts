import { get } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { ReadingReport } from './fleet-message'
import { LineMeter } from './line-meter'

/** One reader of `/api/stream`. */
export class StreamReader {
  readonly meter = new LineMeter()
  #destroy = () => {}
  #error: string | undefined
  #isOpen = false

  /** Resolves with the first line. Rejects when the server refuses. */
  async open(url: string, onLine?: (line: Buffer) => void): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const request = get(url, { agent: false }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode}`))
        this.#isOpen = true
        response.on('error', (error) => (this.#error = error.message))
        response.once('close', () => (this.#isOpen = false))
        response.on('data', (chunk: Buffer) => {
          this.meter.take(chunk, onLine)
          if (this.meter.lines > 0) resolve()
        })
      })
      request.on('error', reject)
      this.#destroy = () => request.destroy()
    })
  }

  /** A connection that was reset or ended without an `end` line was cut. */
  report(): ReadingReport {
    const { lines, holes, last } = this.meter
    const reason = /"type":"end","reason":"(\w+)"/.exec(last.toString('latin1'))?.[1]
    const ended = this.#isOpen ? 'open' : (reason ?? `cut: ${this.#error ?? 'without a word'}`)
    return { lines, holes, ended }
  }

  close(): void {
    this.#destroy()
  }
}

/** A reader that asks and then never takes a byte. Ends itself, or is told to by `destroy`. */
export function openStuck(url: string): Socket {
  const { hostname, port, pathname, search } = new URL(url)
  // Paused before it connects, it does not even take what fits into its own buffer.
  const socket = connect(Number(port), hostname).pause()
  socket.on('error', () => socket.destroy())
  socket.write(`GET ${pathname}${search} HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`)
  return socket
}
