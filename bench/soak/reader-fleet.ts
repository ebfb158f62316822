import { ChildProgram } from './child-program'
import { fleetReportSchema, type FleetReport, type FleetRequest } from './fleet-message'

/** Many readers in a process of their own, so that reading costs the server's process nothing. */
export class ReaderFleet extends ChildProgram {
  constructor(programs: string) {
    super({ programs, name: 'soak-readers' })
  }

  /** Resolves when every stream has begun. Of the first `sampled` latencies are taken. */
  async open(urls: readonly string[], sampled = 0): Promise<void> {
    await this.#ask({ ask: 'open', urls: [...urls], sampled })
  }

  async clear(): Promise<void> {
    await this.#ask({ ask: 'clear' })
  }

  async report(): Promise<FleetReport> {
    return fleetReportSchema.parse(await this.#ask({ ask: 'report' }))
  }

  async leave(): Promise<void> {
    await this.#ask({ ask: 'leave' })
  }

  async #ask(request: FleetRequest): Promise<unknown> {
    return this.ask(request)
  }
}
