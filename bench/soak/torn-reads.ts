import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { DEFAULT_MARKET_LIMITS } from '@/lib/spread/market-limits'
import { createQuoteColumns, WindowReader } from '@/lib/spread/window-reader'
import { IngestService } from '../../server/ingest/ingest-service'
import { quoteFrame, startQuoteFeed } from '../../server/testing/quote-feed'
import { Findings, type SoakOptions, type SoakReport } from './scenario'
import { until } from './until'

export const name = 'torn-reads'

/** They quote by turns: one half until the pool is full, then the other. */
const SYMBOLS = 300
const LIMITS = {
  ...DEFAULT_MARKET_LIMITS,
  // Fewer than symbols, and the fewest pages of which a slab may be given back.
  ...{ maxWindows: 200, windowMemoryBytes: 2.25 * 1024 * 1024 },
}
const SHORT_SECONDS = 3
/** A busy machine may take so much longer until everything has happened that is to be read through. */
const PATIENCE_MS = 180_000
const QUOTES_PER_ROUND = 1_000
/** As much as waits in the socket before the sender waits for it. */
const MAX_WAITING_BYTES = 512 * 1024
/** So the reader does not always know the slabs that are in use. */
const ROUNDS_PER_NEWS = 5
/** The bids of a symbol count its quotes from here on, so that a quote says whose it is and which. */
const BIDS_PER_SYMBOL = 1e9

/**
 * Windows are read all the time in this process while the ingest worker writes, takes pages back,
 * evicts half and moves pages to give their slab back: what is read is always one window's quotes in one piece.
 */
export async function run({ programs, minutes }: SoakOptions): Promise<SoakReport> {
  const found = new Findings()
  const feed = await startQuoteFeed()
  const service = new IngestService({
    url: feed.url,
    limits: LIMITS,
    threadFile: path.join(programs, 'ingest.thread.js'),
    log: () => {},
  })
  try {
    await service.start()
    await until('a connection', () => service.feed().state === 'connected')
    const sent = Array.from({ length: SYMBOLS }, () => 0)
    const reader = new WindowReader(service.memory)
    const into = createQuoteColumns(LIMITS.maxPointsPerWindow)
    const endMs = performance.now() + (minutes === undefined ? SHORT_SECONDS : minutes * 60) * 1_000
    let [quotes, reads, rows, evictions, slabsGivenBack, takenBack, half] = [0, 0, 0, 0, 0, 0, 0]
    let slabs: readonly (SharedArrayBuffer | undefined)[] = []
    const send = (place: number) => {
      const symbol = (half * SYMBOLS) / 2 + place
      const bid = (symbol + 1) * BIDS_PER_SYMBOL + sent[symbol]!++
      feed.send(quoteFrame({ symbol: `S${symbol}USDT`, bid, ask: bid + 0.5 }))
      quotes++
    }
    const isOver = () => {
      const overMs = performance.now() - endMs
      return overMs > PATIENCE_MS || (overMs > 0 && Math.min(evictions, slabsGivenBack) > 0)
    }
    for (let round = 0; !isOver(); round++) {
      // Some quote far more often than others.
      for (let count = 0; count < QUOTES_PER_ROUND; count++) {
        send(Math.floor((Math.random() ** 3 * SYMBOLS) / 2))
      }
      do await setImmediate()
      while ([...feed.clients].some((peer) => peer.bufferedAmount > MAX_WAITING_BYTES))
      const nowTakenBack = service.counters()?.windowPagesTakenBack ?? 0
      if (nowTakenBack > takenBack) {
        takenBack = nowTakenBack
        half = 1 - half
        for (let place = 0; place < SYMBOLS / 2; place++) send(place)
        // The windows that have filled the pool are among those that go.
        void service.evictHalf().then(() => evictions++)
      }
      if (round % ROUNDS_PER_NEWS === 0) {
        const before = slabs
        slabs = [...service.windowSlabs()]
        for (const [index, slab] of slabs.entries()) {
          if (slab === undefined && before[index] !== undefined) slabsGivenBack++
          reader.setSlab(index, slab)
        }
      }
      for (const { symbol, slot, generation } of service.windows.values()) {
        if (reader.read(slot, generation, into) !== 'ok' || into.length === 0) continue
        reads++
        rows += into.length
        const of = Number(symbol.slice(1, -'USDT'.length))
        const first = into.bid[0]! - (of + 1) * BIDS_PER_SYMBOL
        found.expect(first >= 0 && first + into.length <= sent[of]!, `${symbol} is another's`)
        const isWhole = into.bid
          .subarray(0, into.length)
          .every((bid, row) => bid === into.bid[0]! + row && into.ask[row] === bid + 0.5)
        found.expect(isWhole, `${symbol} is torn`)
      }
    }
    found.expect(reads > 0 && evictions > 0, `${reads} reads, ${evictions} evictions`)
    found.expect(takenBack > 0, 'no page was taken back')
    found.expect(slabsGivenBack > 0, 'no page was moved to give its slab back')
    Object.assign(found.figures, {
      'quotes sent': quotes,
      'windows read': reads,
      'quotes in them': rows,
      'times that half was evicted': evictions,
      'pages taken back, slabs given back': `${takenBack}, ${slabsGivenBack}`,
    })
    return found
  } finally {
    await service.stop()
    await feed.stop()
  }
}
