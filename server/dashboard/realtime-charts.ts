import type { WebSocket } from 'ws'
import type { RealtimeQuery } from '@/lib/protocol/chart-query'
import { pairKey } from '@/lib/market/pair'
import { ChartClient } from './chart-client'
import { createChartCounters, type ChartCounters } from './chart-counters'
import type { ChartGroup, GroupSurroundings } from './chart-group'
import { ArrayGroup } from './array-group'
import { ObjectGroup } from './object-group'
import type { ChartService } from './chart-service'
import { chooseCharts } from './chosen-charts'
import { longestMessageBytes, type DashboardLimits } from './dashboard-limits'
import type { DashboardSource } from './dashboard-source'
import { HeldBytes } from './held-message'

const LOOK_INTERVAL_MS = 1_000
/** How long clients may take to answer a goodbye. */
const CLOSE_TIMEOUT_MS = 500
const GOING_AWAY = 1001

export interface RealtimeChartsOptions {
  limits: DashboardLimits
  charts: Pick<ChartService, 'encode'>
  /** Asked anew for every array: it may change at any time. */
  source: () => DashboardSource
}

/**
 * All readers of charts over WebSocket, in groups that want the same. No timer runs while there is
 * no reader; after `close` none is left.
 */
export class RealtimeCharts {
  readonly #options: RealtimeChartsOptions
  readonly #held = new HeldBytes()
  readonly #clients = new Set<ChartClient>()
  readonly #groups = new Map<string, ChartGroup>()
  readonly #counters = createChartCounters()
  #lookTimer: NodeJS.Timeout | undefined
  #onEmpty: (() => void) | undefined
  #isClosed = false

  constructor(options: RealtimeChartsOptions) {
    this.#options = options
  }

  /** Whether one more may join; counted when it may not. */
  hasRoom(): boolean {
    const has = !this.#isClosed && this.#clients.size < this.#options.limits.maxClients
    if (!has) this.#counters.refused++
    return has
  }

  counters(): Readonly<ChartCounters> {
    return { ...this.#counters, clients: this.#clients.size, queuedBytes: this.#held.total }
  }

  join(socket: WebSocket, query: RealtimeQuery): void {
    const client = new ChartClient(socket, this.#held, this.#options.limits.fullMs)
    // `ws` always follows it with 'close'.
    socket.on('error', () => {})
    const key = groupKey(query)
    const group = this.#groups.get(key) ?? this.#openGroup(key, query)
    group.clients.add(client)
    this.#clients.add(client)
    this.#lookTimer ??= setInterval(() => this.#look(), LOOK_INTERVAL_MS)
    socket.on('close', () => {
      group.clients.delete(client)
      if (group.clients.size === 0 && this.#groups.get(key) === group) this.#closeGroup(key, group)
      this.#leave(client)
    })
  }

  /** Says goodbye to everybody; those who do not answer are cut off. */
  async close(): Promise<void> {
    this.#isClosed = true
    for (const [key, group] of this.#groups) this.#closeGroup(key, group)
    if (this.#clients.size === 0) return
    const empty = new Promise<void>((resolve) => (this.#onEmpty = resolve))
    for (const client of this.#clients) client.close(GOING_AWAY, 'the server is stopping')
    const deadline = setTimeout(() => {
      for (const client of this.#clients) client.terminate()
    }, CLOSE_TIMEOUT_MS)
    await empty
    clearTimeout(deadline)
  }

  #leave(client: ChartClient): void {
    this.#clients.delete(client)
    if (this.#clients.size > 0) return
    clearInterval(this.#lookTimer)
    this.#lookTimer = undefined
    this.#onEmpty?.()
  }

  #openGroup(key: string, query: RealtimeQuery): ChartGroup {
    const { limits } = this.#options
    const surroundings = this.#surroundings(query)
    const group =
      query.shape === 'object'
        ? new ObjectGroup(surroundings)
        : new ArrayGroup(surroundings, limits.flushMs)
    this.#groups.set(key, group)
    return group
  }

  #closeGroup(key: string, group: ChartGroup): void {
    this.#groups.delete(key)
    group.stop()
  }

  #surroundings({ choice }: RealtimeQuery): GroupSurroundings {
    const { charts, source, limits } = this.#options
    const counters = this.#counters
    const maxBytes = longestMessageBytes(limits)
    return {
      held: this.#held,
      choose: () => chooseCharts(source(), choice),
      encode: (chosen, how) => charts.encode(chosen, { ...how, maxBytes }),
      makeRoom: (bytes, clients) => this.#makeRoom(bytes, clients),
      onSkipped: (clients) => (counters.skipped += clients),
      onMade: (leftOut) => {
        counters.made++
        counters.leftOut += leftOut
      },
    }
  }

  /**
   * Whether it is there. What is held only in case it can be sent again goes first, then who has
   * held a message the longest, if others were sent a newer one meanwhile.
   */
  #makeRoom(bytes: number, clients: number): boolean {
    const { queueBytes, flushMs } = this.#options.limits
    const isShort = () => this.#held.total + bytes > queueBytes
    if (isShort()) for (const group of this.#groups.values()) group.forget()
    while (isShort()) {
      const [slowest] = [...this.#clients].sort((a, b) => a.heldSinceMs - b.heldSinceMs)
      const heldMs = performance.now() - (slowest?.heldSinceMs ?? Infinity)
      if (slowest === undefined || heldMs <= flushMs) {
        this.#counters.crowdedOut += clients
        return false
      }
      this.#counters.crowdedOut++
      this.#counters.closedSlow++
      slowest.terminate()
    }
    const highest = Math.max(this.#counters.highestQueuedBytes, this.#held.total + bytes)
    this.#counters.highestQueuedBytes = highest
    return true
  }

  #look(): void {
    const nowMs = performance.now()
    for (const client of this.#clients) {
      const state = client.look(nowMs)
      if (state === 'ok') continue
      if (state === 'full') this.#counters.closedSlow++
      else this.#counters.closedSilent++
      client.terminate()
    }
  }
}

/** Equal for clients that are to be sent the same, spelling included. */
function groupKey({ choice, shape }: RealtimeQuery): string {
  if (choice.by === 'rank') return `${shape} top ${choice.top}`
  return `${shape} ${choice.pairs.map((pair) => pairKey(pair)).join(',')}`
}
