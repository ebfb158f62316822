import { z } from 'zod'
import { ChildProgram } from '../soak/child-program'
import { until } from '../soak/until'
import type { Wire } from './readers-message'

/** On a machine that does much else. */
const PATIENCE_MS = 180_000

const healthSchema = z.object({
  stream: z.object({ queuedBytes: z.number(), waitingSeries: z.number() }),
})

/** One of the servers that are compared. */
export class FanOutServer extends ChildProgram {
  #url = ''

  /** Resolves when it listens. */
  static async start(options: ServerOptions): Promise<FanOutServer> {
    const server = new FanOutServer(programOf(options))
    server.#url = await server.readyUrl()
    return server
  }

  get url(): string {
    return this.#url
  }

  /** Of ours alone: every reader has the series of each of its pairs. */
  async hasSentSeries(): Promise<void> {
    await until(
      'all series are sent',
      async () => (await this.#health()).stream.waitingSeries === 0,
      PATIENCE_MS,
    )
  }

  /** Of ours alone: so much waits for readers that take nothing. */
  async hasQueued(bytes: number): Promise<void> {
    await until(
      'readers are stuck',
      async () => (await this.#health()).stream.queuedBytes >= bytes,
      PATIENCE_MS,
    )
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
    nodeArgs: ['--max-semi-space-size=4', '--max-inlined-bytecode-size-cumulative=3000'],
    args: ['--no-pages'],
    env: {
      ...{ PORT: '0', AGGREGATOR_URL: feedUrl, LOG_LEVEL: 'error' },
      // Whoever is stuck stays so.
      SUBSCRIBER_FULL_MS: '3600000',
      ...{ MAX_SUBSCRIBERS: String(maxReaders), MALLOC_MMAP_THRESHOLD_: '32768' },
    },
  }
}
