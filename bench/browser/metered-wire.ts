import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { z } from 'zod'

const addressSchema = z.object({ port: z.number() })

/**
 * Stands between the browser and the server and counts every byte that crosses, heads included. The
 * page's own events would miss what its shared worker reads.
 */
export class MeteredWire implements AsyncDisposable {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  /** From the server to the browser, since the start. */
  downBytes = 0
  /** From the browser to the server. */
  upBytes = 0

  private constructor(targetPort: number) {
    this.#server = createServer((browser) => this.#join(browser, connect(targetPort, '127.0.0.1')))
  }

  static async start(targetPort: number): Promise<MeteredWire> {
    const wire = new MeteredWire(targetPort)
    wire.#server.listen(0, '127.0.0.1')
    await once(wire.#server, 'listening')
    return wire
  }

  get url(): string {
    return `http://127.0.0.1:${addressSchema.parse(this.#server.address()).port}`
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
    await once(this.#server, 'close')
  }

  #join(browser: Socket, server: Socket): void {
    this.#watch(browser, server)
    this.#watch(server, browser)
    server.on('data', (data: Buffer) => (this.downBytes += data.length))
    browser.on('data', (data: Buffer) => (this.upBytes += data.length))
    browser.pipe(server)
    server.pipe(browser)
  }

  #watch(socket: Socket, peer: Socket): void {
    this.#sockets.add(socket)
    socket.setNoDelay(true)
    // What went wrong is told by the close that follows.
    socket.on('error', () => {})
    socket.once('close', () => {
      this.#sockets.delete(socket)
      peer.destroy()
    })
  }
}
