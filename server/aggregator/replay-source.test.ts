import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MarketEvent } from './market-event'
import { ReplaySource } from './replay-source'
import { eventually } from './testing/eventually'
import { FeedListener } from './testing/feed-listener'
import { runAggregator } from './testing/running-aggregator'

const HEADER = 'exchange,symbol,timestamp,best_bid,best_ask'
const SMALL = [
  HEADER,
  'fxcm,EURUSD,1000000,1.10,1.11',
  'oanda,EURUSD,1000250,1.20,1.19',
  'fxcm,EURUSD,1000240,1.12,1.13',
  'fxcm,NZDUSD,1001000,0.8,0.81',
]

const QUOTES = path.resolve('../shared/data/quotes')
const isMissing = !existsSync(QUOTES)
const where = isMissing ? ' (skipped: ../shared/data is missing)' : ''

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'replay-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

async function fileOf(content: string | Buffer): Promise<string> {
  const file = path.join(folder, 'quotes.csv')
  await writeFile(file, content)
  return file
}

async function open(file: string, options: { speed?: number; loop?: boolean } = {}) {
  const sentences: string[] = []
  const log = (sentence: string) => sentences.push(sentence)
  const source = await ReplaySource.open({ path: file, speed: 1, loop: false, ...options, log })
  return { source, sentences, [Symbol.asyncDispose]: () => source.close() }
}

function takeAll(source: ReplaySource, nowMs = Infinity): MarketEvent[] {
  const events: MarketEvent[] = []
  for (let event = source.take(nowMs); event !== undefined; event = source.take(nowMs)) {
    events.push(event)
  }
  return events
}

describe(ReplaySource, () => {
  it('[AR3] begins now and keeps order, intervals and times, crossed quotes included', async () => {
    await using replay = await open(await fileOf(SMALL.join('\n')))
    expect(replay.source.take(-1)).toBeUndefined()
    expect(takeAll(replay.source, 0)).toMatchObject([{ atMs: 0, bid: 1.1, ask: 1.11 }])
    expect(takeAll(replay.source, 249)).toEqual([])
    // The third row is older than the second: it is due with it and keeps its own time.
    expect(takeAll(replay.source, 250)).toMatchObject([
      { atMs: 250, bid: 1.2, ask: 1.19, instrument: { exchange: 'oanda', symbol: 'EURUSD' } },
      { atMs: 240, bid: 1.12 },
    ])
    expect(takeAll(replay.source)).toMatchObject([{ atMs: 1_000 }])
    expect(replay.source.instruments.map(({ exchange, symbol }) => exchange + symbol)).toEqual([
      'fxcmEURUSD',
      'oandaEURUSD',
      'fxcmNZDUSD',
    ])
  })

  it('[AR4] divides the intervals by the speed', async () => {
    await using replay = await open(await fileOf(SMALL.join('\r\n')), { speed: 10 })
    expect(takeAll(replay.source).map((event) => event.atMs)).toEqual([0, 25, 24, 100])
  })

  it('[AR5] says when the file is over and then stays silent', async () => {
    const file = await fileOf(SMALL.join('\n'))
    await using replay = await open(file)
    takeAll(replay.source)
    const end = `${file} was replayed to its end (4 quotes); nothing more will be sent.`
    await eventually(() => expect(replay.sentences).toEqual([end]))
    expect(replay.source.take(Infinity)).toBeUndefined()
  })

  it('[AR6] begins again on request, and time goes on', async () => {
    await using replay = await open(await fileOf(SMALL.join('\n')), { loop: true })
    const times = takeAll(replay.source).map((event) => event.atMs)
    for (let round = 1; round < 4; round++) {
      let more: MarketEvent[] = []
      await eventually(() => {
        more = takeAll(replay.source)
        expect(more).toHaveLength(4)
      })
      times.push(...more.map((event) => event.atMs))
    }
    expect(times.slice(4)).toEqual(times.slice(0, -4).map((time) => time + 2_000))
    expect(replay.source.instruments).toHaveLength(3)
  })

  it('[AR7] skips rows that are no quotes, says so once, and counts them', async () => {
    const rows = [HEADER, 'fxcm,EURUSD,soon,1,2', 'fxcm,EURUSD,5,1,2', 'x', 'a"b,",', '']
    const tooLate = `fxcm,EURUSD,${8 * 86_400_000},1,2`
    await using replay = await open(await fileOf([...rows, tooLate].join('\n')))
    expect(takeAll(replay.source)).toHaveLength(1)
    await eventually(() => expect(replay.sentences).toHaveLength(2))
    expect(replay.sentences[0]).toContain('Row 1 of')
    expect(replay.sentences[1]).toContain('(1 quotes, 4 bad rows skipped)')
  })

  it.each([
    ['an empty file', '', 'is empty'],
    ['another header', 'time,price\n1,2', 'must begin with the line "exchange,symbol'],
    ['no rows', HEADER, 'holds no quotes'],
    ['no good row', `${HEADER}\nx`, 'holds no quotes'],
    ['endless rows', `${HEADER}\n${'x'.repeat(10_000)}`, 'cannot be read'],
    ['a cut gzip', gzipSync(SMALL.join('\n')).subarray(0, 60), 'cannot be read: unexpected end'],
  ])('[AR8] refuses %s in one sentence', async (_, content, sentence) => {
    const file = await fileOf(content)
    await expect(open(file)).rejects.toThrow(
      expect.objectContaining({ name: 'StartError', message: expect.stringContaining(sentence) }),
    )
  })

  it('[AR8] refuses a file that is not there, and a folder', async () => {
    await expect(open(path.join(folder, 'none'))).rejects.toThrow('there is no such file')
    await expect(open(folder)).rejects.toThrow('it is a folder')
  })

  it('[AR9] holds a bounded part of a large file, whatever its size', async () => {
    const rows = [HEADER]
    for (let row = 0; row < 60_000; row++) rows.push(`a,B${row % 50},${row * 10},1.5,1.6`)
    await using replay = await open(await fileOf(gzipSync(rows.join('\n'))))
    expect(takeAll(replay.source)).toHaveLength(10_000)
    let taken = 10_000
    await eventually(() => {
      taken += takeAll(replay.source).length
      expect(taken).toBe(60_000)
    })
  })

  it('[AR13] says so when a file breaks off in the middle, and stays silent', async () => {
    const rows = [HEADER]
    for (let row = 0; row < 50_000; row++) rows.push(`a,B,${row},1.5,${(row % 977) + 2}`)
    const whole = gzipSync(rows.join('\n'))
    await using replay = await open(await fileOf(whole.subarray(0, whole.length - 100)))
    await eventually(() => {
      takeAll(replay.source)
      expect(replay.sentences).toEqual([expect.stringContaining('unexpected end of file')])
    })
  })

  it('[AR10] can be closed while it waits in the middle of a file', async () => {
    const rows = [HEADER]
    for (let row = 0; row < 30_000; row++) rows.push(`a,B,${row},1.5,1.6`)
    const replay = await open(await fileOf(rows.join('\n')))
    await replay.source.close()
    await replay.source.close()
    expect(replay.sentences).toEqual([])
  })

  it('[AR11] reaches clients with times of now and prices as recorded', async () => {
    await using replay = await open(await fileOf(SMALL.join('\n')), { loop: true })
    await using running = await runAggregator(replay.source)
    await using listener = await FeedListener.open(running.url)
    await eventually(() => expect(listener.messages().length).toBeGreaterThan(6))
    const reasons = listener.messages().map((m) => (m.kind === 'reject' ? m.reason : m.kind))
    expect(new Set(reasons)).toEqual(new Set(['symbols', 'spread', 'crossed']))
    for (const spread of listener.spreads()) {
      expect(Math.abs(Date.now() - spread.timeMs)).toBeLessThan(20_000)
      expect([1.1, 1.12, 0.8]).toContain(spread.bid)
    }
  })

  it.skipIf(isMissing).each([
    ['fx_fxcm_oanda_2014-05-01_24h_ms.csv.gz', 172_988, 4],
    ['crypto_bybit_spot_vs_linear_subsecond_2026-08-09.csv', 2_148, 6],
    ['crypto_btc_binance_bybit_1min_2022-12-13.csv', 2_749, 4],
  ])(`[AR12] replays every row of %s${where}`, async (name, rows, instruments) => {
    await using replay = await open(path.join(QUOTES, name), { speed: 60 })
    let taken = 0
    await eventually(() => {
      taken += takeAll(replay.source).length
      expect(taken).toBe(rows)
    })
    expect(replay.source.instruments).toHaveLength(instruments)
    await eventually(() => expect(replay.sentences.join()).toContain('replayed to its end'))
    expect(replay.sentences).toHaveLength(1)
  })
})
