import { setTimeout } from 'node:timers/promises'
import { ChildProgram } from '../soak/child-program'
import { openStuck } from '../soak/stream-reader'
import { processFigures, processorSeconds, writeCalls } from '../suite/process-figures'
import { FanOutServer } from './fan-out-server'
import { PAIRS, PAIRS_PER_READER, pairsOfReader, UPDATES_PER_SECOND } from './market'
import { readersReportSchema, type ReadersRequest, type Wire } from './readers-message'
import { startSender } from './sender'

const WARM_UP_MS = 1_500
const MEASURED_MS = 4_000
/** The kernel takes some 3 MB for a reader that is stuck; more than this waits for each in the server. */
const STUCK_QUEUE_BYTES = 900 * 1024
const MS_PER_SECOND = 1_000
const US_PER_SECOND = 1e6
const BYTES_PER_MIB = 1024 * 1024

export interface FanOut {
  readonly programs: string
  readonly wire: Wire
  readonly readers: number
  /** Beside the others; with our server only. */
  readonly stuck: number
}

export type FanOutFigure =
  | 'cores'
  | 'usPerUpdate'
  | 'residentMib'
  | 'p50Ms'
  | 'p99Ms'
  | 'sentPercent'
  | 'writesPerFlush'
  | 'quotes'

/**
 * From nothing: an aggregator, a server and readers, each in a process of its own.
 *
 * @throws Error when a reader is cut, misses a number, is told a wrong spread, or does not know the last
 * quote of each of its pairs in the end
 */
export async function measureFanOut(fanOut: FanOut): Promise<Record<FanOutFigure, number>> {
  const { programs, wire, readers, stuck } = fanOut
  await using sender = await startSender(programs)
  const feedUrl = sender.url
  await using server = await FanOutServer.start({
    ...{ programs, wire, feedUrl },
    maxReaders: readers + stuck,
  })
  await using fleet = new ChildProgram({ programs, name: 'fan-out-readers' })
  const ask = (request: ReadersRequest) => fleet.ask(request)

  // Before the first quote: a server that is busy takes few connections.
  const pairs = Array.from({ length: readers }, (_, reader) => pairsOfReader(reader))
  await ask({ ask: 'open', wire, url: server.url, readers: pairs })
  sender.begin()
  await ask({ ask: 'have begun' })
  if (wire === 'ndjson') await server.hasSentSeries()
  const stuckReaders = await openStuckReaders(server, stuck)
  await setTimeout(WARM_UP_MS)

  await ask({ ask: 'clear' })
  const before = usage(server.pid)
  await setTimeout(MEASURED_MS)
  const after = usage(server.pid)
  const report = readersReportSchema.parse(await ask({ ask: 'report' }))
  const { residentBytes } = processFigures(server.pid)

  await ask({ ask: 'watch bids' })
  const bids = await sender.finish()
  await ask({ ask: 'have bids', bids })
  for (const socket of stuckReaders) socket.destroy()
  const { updates, holes, wrong, cut, quotes, p50Ms, p99Ms } = report
  if (holes + wrong + cut > 0 || quotes === 0) {
    throw new Error(`${wire}: ${holes} holes, ${wrong} wrong spreads, ${cut} cut, ${quotes} quotes`)
  }
  const seconds = (after.atMs - before.atMs) / MS_PER_SECOND
  const flushes = seconds * UPDATES_PER_SECOND * readers
  const used = after.processorSeconds - before.processorSeconds
  return {
    cores: used / seconds,
    usPerUpdate: (used / updates) * US_PER_SECOND,
    residentMib: residentBytes / BYTES_PER_MIB,
    ...{ p50Ms, p99Ms, quotes },
    sentPercent: (updates / (flushes * PAIRS_PER_READER)) * 100,
    writesPerFlush: (after.writeCalls - before.writeCalls) / flushes,
  }
}

/** They take nothing, and the server has noticed. Of all pairs, so that this comes soon. */
async function openStuckReaders(server: FanOutServer, count: number) {
  const url = `${server.url}/api/stream?pairs=${PAIRS.map(({ key }) => key).join(',')}`
  const sockets = Array.from({ length: count }, () => openStuck(url))
  if (count > 0) await server.hasQueued(count * STUCK_QUEUE_BYTES)
  return sockets
}

function usage(pid: number) {
  return {
    atMs: performance.now(),
    processorSeconds: processorSeconds(pid),
    writeCalls: writeCalls(pid),
  }
}
