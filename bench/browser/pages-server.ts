import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { ALLOCATOR, NODE_ARGS } from '../soak/as-npm-start'
import { ChildProgram } from '../soak/child-program'

const STOP_MS = 10_000

const ENV = {
  ...{ PORT: '0', LOG_LEVEL: 'warn', ...ALLOCATOR },
  // Else the guard may take half of the market away in the middle.
  MEMORY_THRESHOLD_MB: '2048',
}

const healthSchema = z.looseObject({
  market: z.looseObject({ pairs: z.number(), quotes: z.number() }).nullable(),
})

/** The built server with its pages, in a process of its own. */
export class PagesServer extends ChildProgram {
  #url = ''

  /** `env`: settings besides. @throws Error with what it printed when it does not come up */
  static async start(programs: string, env: Readonly<Record<string, string>>) {
    const settings = { ...ENV, ...env }
    const server = new PagesServer({
      ...{ programs, name: 'main', nodeArgs: NODE_ARGS, env: settings },
    })
    server.#url = await server.readyUrl()
    return server
  }

  get url(): string {
    return this.#url
  }

  get port(): number {
    return Number(new URL(this.#url).port)
  }

  /** Pairs that are live, and quotes taken since the start. */
  async market(): Promise<{ pairs: number; quotes: number }> {
    const response = await fetch(`${this.#url}/api/health`)
    return healthSchema.parse(await response.json()).market ?? { pairs: 0, quotes: 0 }
  }

  /** Ends it as a person would; one that hangs is killed. */
  override async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill('SIGTERM')
    await Promise.race([this.ended, setTimeout(STOP_MS, undefined, { ref: false })])
    await super[Symbol.asyncDispose]()
  }
}
