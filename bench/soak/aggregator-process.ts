import { z } from 'zod'
import { ChildProgram } from './child-program'

const listeningSchema = z.object({ type: z.literal('listening'), url: z.string() })

/** The simulating aggregator as a process that the server does not know. */
export class AggregatorProcess extends ChildProgram {
  #url = ''

  static async start(programs: string, args: readonly string[]): Promise<AggregatorProcess> {
    const name = 'aggregator'
    const aggregator = new AggregatorProcess({ programs, name, args: ['--port=0', ...args] })
    try {
      aggregator.#url = listeningSchema.parse(await aggregator.message()).url
      return aggregator
    } catch (error) {
      await aggregator[Symbol.asyncDispose]()
      throw error
    }
  }

  get url(): string {
    return this.#url
  }

  /** Closes the server's connection, once. */
  async cut(): Promise<void> {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ kind: 'close' })
    const url = `${this.#url.replace('ws:', 'http:')}/faults`
    const response = await fetch(url, { method: 'POST', headers, body })
    if (!response.ok) throw new Error(`the aggregator answered ${response.status}`)
    await response.arrayBuffer()
  }
}
