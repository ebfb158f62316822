import { answerControl, type ControlPanel, type FaultRequest } from './control'
import { clientTarget, EVERYTHING, FaultBoard, type Fault } from './fault-board'
import { FAULT_VALUES, faultValueProblem, isQuoteFault } from './fault-kind'
import { FeedPump } from './feed-pump'
import { FeedServer } from './feed-server'
import type { QuoteSource } from './quote-source'

/** Each client may have one fault of each kind, and each exchange. */
const MAX_FAULTS = 256

const GOING_AWAY = 1001

export interface AggregatorSettings {
  readonly host: string
  readonly port: number
  readonly maxQueueBytes: number
  readonly faults: readonly Fault[]
  /** For tests: see `FeedServerOptions`. */
  readonly beatMs?: number
}

/** Sends what a source gives to everybody who connects. */
export class Aggregator implements ControlPanel {
  readonly #settings: AggregatorSettings
  readonly #source: QuoteSource
  readonly #board = new FaultBoard()
  readonly #pump: FeedPump
  readonly #server: FeedServer
  #port = 0
  #startedMs = 0

  /** Closes the source when it is closed. */
  constructor(settings: AggregatorSettings, source: QuoteSource) {
    this.#settings = settings
    this.#source = source
    for (const fault of settings.faults) this.#board.switchOn(fault)
    this.#server = new FeedServer({
      ...settings,
      faults: this.#board,
      greeting: () => this.#pump.greeting(),
      control: (request, response) =>
        void answerControl(this, request, response).catch(() => response.destroy()),
    })
    this.#pump = new FeedPump({
      source,
      faults: this.#board,
      broadcast: (chunk) => this.#server.broadcast(chunk),
      hasReceivers: () => this.#server.clients.size > 0,
    })
  }

  get port(): number {
    return this.#port
  }

  get url(): string {
    const { host } = this.#settings
    return `ws://${host.includes(':') ? `[${host}]` : host}:${this.#port}`
  }

  /** @throws StartError if no port is free */
  async start(): Promise<void> {
    this.#port = await this.#server.start(this.#settings.port)
    this.#startedMs = Date.now()
    this.#pump.start()
  }

  async close(): Promise<void> {
    this.#pump.close()
    await Promise.all([this.#server.close(), this.#source.close()])
  }

  status(): object {
    const clients = [...this.#server.clients.values()]
    return {
      source: this.#source.kind,
      url: this.url,
      uptime_s: Math.round((Date.now() - this.#startedMs) / 1_000),
      instruments: this.#source.instruments.length,
      quotes: this.#pump.counts.quotes,
      trades: this.#pump.counts.trades,
      quotes_per_second: this.#pump.counts.quotesPerSecond,
      refused_clients: this.#server.counts.refusedClients,
      dead_clients: this.#server.counts.deadClients,
      dropped_frames: this.#server.counts.droppedFrames,
      clients: clients.map((client) => ({
        id: client.id,
        since_ms: client.sinceMs,
        sent_frames: client.sentFrames,
        dropped_frames: client.droppedFrames,
        queued_bytes: client.queuedBytes,
      })),
      faults: this.faults(),
    }
  }

  faults(): Fault[] {
    return this.#board.list()
  }

  switchFault({ target, kind, on, value }: FaultRequest): string | undefined {
    const problem = this.#targetProblem(target, kind)
    if (problem !== undefined) return problem
    if (!on) {
      this.#board.switchOff(target, kind)
      return undefined
    }
    if (kind === 'close' && value === undefined) {
      this.#closeClients(target)
      return undefined
    }
    const valueProblem = value === undefined ? undefined : faultValueProblem(kind, value)
    if (valueProblem !== undefined) return `${valueProblem}.`
    if (this.#board.list().length >= MAX_FAULTS) return `No more than ${MAX_FAULTS} faults at once.`
    this.#board.switchOn({ target, kind, value: value ?? FAULT_VALUES[kind].usual })
    return undefined
  }

  switchAllFaultsOff(): void {
    this.#board.switchAllOff()
  }

  #closeClients(target: string): void {
    for (const client of this.#server.clients.values()) {
      if (target === EVERYTHING || target === clientTarget(client.id))
        client.close(GOING_AWAY, 'fault')
    }
  }

  #targetProblem(target: string, kind: Fault['kind']): string | undefined {
    if (target === EVERYTHING) return undefined
    if (isQuoteFault(kind)) {
      return this.#source.knowsExchange(target) ? undefined : `There is no exchange "${target}".`
    }
    const isClient = [...this.#server.clients.keys()].some((id) => clientTarget(id) === target)
    return isClient
      ? undefined
      : `${kind} needs "*" or a connected client like "#3", not "${target}".`
  }
}
