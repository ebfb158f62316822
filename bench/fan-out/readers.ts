import { percentile } from '../suite/percentile'
import { until } from '../soak/until'
import { PAIRS } from './market'
import { Reader } from './reader'
import { readersRequestSchema, type ReadersReport, type ReadersRequest } from './readers-message'

// A process of many readers of one server, told what to do by its parent.

/** So many of them are parsed. */
const PARSED_READERS = 50
/** Handshakes at one time: fewer than wait in a socket that listens. */
const OPENED_AT_ONCE = 250

const LEGS = new Map(PAIRS.map(({ key, leg1, leg2 }) => [key, [leg1, leg2] as const]))

const readers: Reader[] = []
const agesMs: number[] = []

async function answer(request: ReadersRequest): Promise<ReadersReport | 'done'> {
  const { ask } = request
  if (ask === 'report') return report()
  if (ask === 'open') await open(request)
  else if (ask === 'have begun') await haveBegun()
  else if (ask === 'clear') clear()
  else if (ask === 'watch bids') for (const reader of readers) reader.watchBids()
  else await until('all readers know the last bids', () => knowAll(request.bids))
  return 'done'
}

async function open({ wire, url, readers: pairsOfAll }: OpenRequest): Promise<void> {
  const every = Math.ceil(pairsOfAll.length / PARSED_READERS)
  for (const [index, pairs] of pairsOfAll.entries()) {
    const reader = new Reader(pairs, index % every === 0 ? agesMs : undefined)
    readers.push(reader)
    reader.open(wire, url)
    if (readers.length % OPENED_AT_ONCE === 0) await areOpen()
  }
  await areOpen()
}

async function areOpen(): Promise<void> {
  await until('readers are connected', () => readers.every(({ isOpen }) => isOpen))
}

type OpenRequest = Extract<ReadersRequest, { ask: 'open' }>

async function haveBegun(): Promise<void> {
  await until('readers have begun', () =>
    readers.every(({ updates, pairs }) => updates >= pairs.length),
  )
}

function clear(): void {
  agesMs.length = 0
  for (const reader of readers) reader.updates = 0
}

function report(): ReadersReport {
  const sum = (count: (reader: Reader) => number) =>
    readers.reduce((total, reader) => total + count(reader), 0)
  return {
    updates: sum(({ updates }) => updates),
    holes: sum(({ holes }) => holes),
    wrong: sum(({ wrong }) => wrong),
    cut: sum(({ isCut }) => Number(isCut)),
    p50Ms: percentile(agesMs, 0.5),
    p99Ms: percentile(agesMs, 0.99),
    quotes: agesMs.length,
  }
}

function knowAll(bids: Readonly<Record<string, number>>): boolean {
  return readers.every((reader) =>
    reader.pairs.every((pair) => {
      const [leg1, leg2] = LEGS.get(pair) ?? ['', '']
      const [bid1, bid2] = reader.bidsOf(pair) ?? []
      return bid1 !== undefined && bid1 === bids[leg1] && bid2 === bids[leg2]
    }),
  )
}

process.on('message', (message) => {
  answer(readersRequestSchema.parse(message)).then(
    (reply) => process.send?.(reply),
    (error: unknown) => {
      process.stderr.write(`readers: ${String(error)}\n`)
      process.exit(1)
    },
  )
})
process.on('disconnect', () => process.exit())
