import { get, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { json } from 'node:stream/consumers'
import { z } from 'zod'
import { ALLOCATOR, NODE_ARGS } from './as-npm-start'
import { ChildProgram } from './child-program'
import {
  pausesSchema,
  probeReportSchema,
  type ProbeReport,
  type ProbeRequest,
} from './probe-message'
import { processFigures, type ProcessFigures } from '../suite/process-figures'
import { until } from './until'

const healthSchema = z.looseObject({
  feed: z.looseObject({ state: z.string(), since_ms: z.number(), quotes_per_second: z.number() }),
  stream: z.looseObject({
    subscribers: z.number(),
    followedPairs: z.number(),
    queuedBytes: z.number(),
    dropped: z.number(),
    endedSlow: z.number(),
  }),
  market: z
    .looseObject({
      ...{ pairs: z.number(), windows: z.number() },
      ...{ windowPagesTakenBack: z.number(), seriesPagesTakenBack: z.number() },
      ...{ windowPoints: z.number(), windowBytes: z.number(), seriesBytes: z.number() },
      windowsEvicted: z.number(),
      quotes: z.number(),
    })
    .nullable(),
})
export type Health = z.infer<typeof healthSchema>

export interface ServerOptions {
  programs: string
  args?: readonly string[]
  env?: Readonly<Record<string, string>>
}

/** A whole server without pages, with the probe inside. */
export class ServerProcess extends ChildProgram {
  #url = ''

  private constructor({ programs, args = [], env = {} }: ServerOptions) {
    super({
      programs,
      name: 'main',
      preload: 'soak-probe',
      args: ['--no-pages', ...args],
      nodeArgs: NODE_ARGS,
      env: { PORT: '0', AGGREGATOR_PORT: '0', LOG_LEVEL: 'warn', ...ALLOCATOR, ...env },
    })
  }

  static async start(options: ServerOptions): Promise<ServerProcess> {
    const server = new ServerProcess(options)
    server.#url = await server.readyUrl()
    return server
  }

  get url(): string {
    return this.#url
  }

  get port(): number {
    return Number(new URL(this.url).port)
  }

  get figures(): ProcessFigures {
    return processFigures(this.pid)
  }

  async health(): Promise<Health> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get(`${this.url}/api/health`, { agent: false }, resolve).on('error', reject)
    })
    return healthSchema.parse(await json(response))
  }

  async measure(): Promise<ProbeReport> {
    const request: ProbeRequest = 'measure'
    return probeReportSchema.parse(await this.ask(request))
  }

  /** The longest pause of a worker since `break('watch pauses')`, milliseconds. */
  async longestPauseMs(): Promise<number> {
    const request: ProbeRequest = 'pauses'
    return pausesSchema.parse(await this.ask(request)).longestMs
  }

  /** Resolves when it is resident. */
  async holdBallast(): Promise<void> {
    const request: ProbeRequest = 'hold ballast'
    await this.ask(request)
  }

  break(request: Exclude<ProbeRequest, 'measure' | 'pauses' | 'hold ballast'>): void {
    this.child.send(request)
  }

  /** The feed is connected and there are at least so many pairs. */
  async hasPairs(count: number): Promise<void> {
    await until(`${count} pairs`, async () => {
      const { feed, market } = await this.health()
      return feed.state === 'connected' && (market?.pairs ?? 0) >= count
    })
  }

  async isListening(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1')
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
  }
}
