import { z } from 'zod'
import { ChildProgram } from '../soak/child-program'
import { until } from '../soak/until'
import type { Wire } from './readers-message'

const READY = /ready: (http:\/\/\S+)$/m

const healthSchema = z.object({
  stream: z.object({ queuedBytes: z.number() }),
  market: z.looseObject({ pairs: z.number() }).nullable(),
})

/** One of the servers that are compared. */
export class FanOutServer extends ChildProgram {
  /** Resolves when it listens. */
  static async start(options: ServerOptions): Promise<FanOutServer> {
    const server = new FanOutServer(programOf(options))
    await until(`${options.wire} listens`, () => READY.test(server.output))
    return server
  }

  get url(): string {
    return READY.exec(this.output)?.[1] ?? ''
  }

  /** Of ours alone. */
  async hasPairs(count: number): Promise<void> {
    await until('all pairs are there', async () => (await this.#health()).market?.pairs === count)
  }

  /** Of ours alone: so much waits for readers that take nothing. */
  async hasQueued(bytes: number): Promise<void> {
    await until('readers are stuck', async () => (await this.#health()).stream.queuedBytes >= bytes)
  }

  async #health() {
    const response = await fetch(`${this.url}/api/health`)
    return healthSchema.parse(await response.json())
  }
}

export interface ServerOptions {
  readonly programs: string
  readonly wire: Wire
  readonly feedUrl: string
  readonly maxReaders: number
}

function programOf({ programs, wire, feedUrl, maxReaders }: ServerOptions) {
  if (wire === 'plain') return { programs, name: 'fan-out-plain', args: [feedUrl] }
  if (wire === 'socket.io') return { programs, name: 'fan-out-socket-io', args: [feedUrl] }
  return {
    programs,
    name: 'main',
    // As `npm start` starts it.
    nodeArgs: ['--max-semi-space-size=4'],
    args: ['--no-pages'],
    env: {
      ...{ PORT: '0', AGGREGATOR_URL: feedUrl, LOG_LEVEL: 'error' },
      ...{ MAX_SUBSCRIBERS: String(maxReaders), MALLOC_MMAP_THRESHOLD_: '32768' },
    },
  }
}
