import { ChildProgram } from '../soak/child-program'
import { senderStateSchema, type SenderState } from './sender-message'

/** The aggregator of the benchmark, a process of its own. It is killed when it is disposed of. */
export class LevelSender extends ChildProgram {
  #port = 0

  static async start(programs: string, quotesPerSecond: number): Promise<LevelSender> {
    const args = [String(quotesPerSecond)]
    const sender = new LevelSender({ programs, name: 'end-to-end-sender', args })
    try {
      sender.#port = senderStateSchema.parse(await sender.message()).port
      return sender
    } catch (error) {
      await sender[Symbol.asyncDispose]()
      throw error
    }
  }

  get url(): string {
    return `ws://127.0.0.1:${this.#port}`
  }

  /** An empty page: those of other machines may not open sockets to this one. */
  get pageUrl(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  async state(): Promise<SenderState> {
    return senderStateSchema.parse(await this.ask('state'))
  }
}
