import { mkdtemp, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import os from 'node:os'
import path from 'node:path'
import { json, text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { historyLineSchema, type HistoryLine } from '@/lib/protocol/history-line'
import { streamLineSchema, type StreamLine } from '@/lib/protocol/stream-line'
import { Lake } from './lake/lake'
import { eventually } from './testing/eventually'
import { Program, request } from './testing/program'
import { quoteFrame, startQuoteFeed } from './testing/quote-feed'

/** The most that a process killed without warning may lose. */
const LOST_MS = 10_000
const SYMBOLS = ['BTC_USDT', 'ETH/USDT', 'SOLUSDT']
const EXCHANGES = ['OKX', 'Bybit']

let parent = ''
beforeAll(async () => {
  parent = await mkdtemp(path.join(os.tmpdir(), 'recording-'))
})
afterAll(() => rm(parent, { recursive: true, force: true }))

type Row = readonly [timeMs: number, bid: number, ask: number]
/** By `exchange:symbol`. */
type Rows = Map<string, Row[]>

async function startRecording(lake: string, feedUrl: string) {
  const env = { RECORD: 'true', LAKE_DIR: path.join(parent, lake), AGGREGATOR_URL: feedUrl }
  const program = new Program(['--no-pages'], env)
  const url = await program.ready()
  return { program, url, root: env.LAKE_DIR }
}

/** Quotes of every symbol on every exchange, each of another price. */
function sendRound(feed: Awaited<ReturnType<typeof startQuoteFeed>>, round: number, sent: Rows) {
  for (const [at, symbol] of SYMBOLS.entries()) {
    for (const exchange of EXCHANGES) {
      const timeMs = Date.now()
      const bid = (round * 7 + at * 1_000 + exchange.length) / 1e4 + 100
      const ask = Math.round((bid + 0.5) * 1e4) / 1e4
      feed.send(quoteFrame({ exchange, symbol, timeMs, bid, ask }))
      const key = `${exchange}:${symbol}`
      sent.set(key, [...(sent.get(key) ?? []), [timeMs, bid, ask]])
    }
  }
}

async function readBack(root: string): Promise<Rows> {
  const found: Rows = new Map()
  for (const symbol of SYMBOLS) {
    for (const exchange of EXCHANGES) {
      const leg = await new Lake({ root }).leg(exchange, symbol)
      const rows: Row[] = []
      for (const hour of (await leg?.hours(0, Infinity)) ?? []) {
        const { columns, skipped, rejectedRows } = await leg!.read(
          hour,
          new AbortController().signal,
        )
        expect({ skipped, rejectedRows }).toEqual({ skipped: [], rejectedRows: 0 })
        const { timeMs, bid, ask } = columns
        rows.push(...Array.from(timeMs, (time, row) => [time, bid[row]!, ask[row]!] as const))
      }
      found.set(`${exchange}:${symbol}`, rows)
    }
  }
  return found
}

const healthSchema = z.object({
  recorder: z.record(z.string(), z.unknown()),
  market: z.object({ quotes: z.number() }).nullable(),
})

async function healthOf(url: string) {
  return healthSchema.parse(await json(await request(`${url}/api/health`)))
}

async function recorderOf(url: string): Promise<Record<string, unknown>> {
  return (await healthOf(url)).recorder
}

async function accepted(url: string): Promise<number> {
  return (await healthOf(url)).market?.quotes ?? 0
}

describe('a server that records', () => {
  it('[RC17] stopped by SIGTERM it has recorded all that it took', async () => {
    const feed = await startQuoteFeed()
    const { program, url, root } = await startRecording('sigterm', feed.url)
    await using _ = program
    await eventually(() => expect(feed.clients.size).toBe(1))
    const sent: Rows = new Map()
    for (let round = 0; round < 50; round++) sendRound(feed, round, sent)
    await eventually(async () => expect(await accepted(url)).toBe(300))
    expect(await recorderOf(url)).toMatchObject({ state: 'recording', reason: null })
    const metrics = await text(await request(`${url}/metrics`))
    expect(metrics).toContain('spreadscope_recorder_recording 1')
    sendRound(feed, 50, sent)
    await eventually(async () => expect(await accepted(url)).toBe(306))
    program.child.kill('SIGTERM')
    expect(await program.ended).toBe(0)
    expect(await readBack(root)).toEqual(sent)
    await feed.stop()
  })

  it('[RC17] is none unless it is asked to be', async () => {
    await using program = new Program(['--no-pages'], { LAKE_DIR: path.join(parent, 'none') })
    expect(await recorderOf(await program.ready())).toEqual({ state: 'off' })
  })

  it('[RC18] killed without warning it leaves whole files and has lost 10 s at most', async () => {
    const feed = await startQuoteFeed()
    const servers = await Promise.all([
      startRecording('killed-1', feed.url),
      startRecording('killed-2', feed.url),
    ])
    await eventually(() => expect(feed.clients.size).toBe(2))
    const sent: Rows = new Map()
    const startedMs = Date.now()
    let round = 0
    for (const [at, { program, root }] of servers.entries()) {
      while (Date.now() - startedMs < LOST_MS + 1_500 + at * 700) {
        sendRound(feed, round++, sent)
        await setTimeout(20)
      }
      program.child.kill('SIGKILL')
      const killedMs = Date.now()
      await program.ended
      const found = await readBack(root)
      for (const [leg, rows] of sent) {
        const recorded = found.get(leg)!
        expect(recorded).toEqual(rows.slice(0, recorded.length))
        const due = rows.filter(([timeMs]) => timeMs < killedMs - LOST_MS)
        expect(due.length).toBeGreaterThan(5)
        expect(recorded.length).toBeGreaterThanOrEqual(due.length)
      }
    }
    await feed.stop()
  })

  it('[RC19] two that record into one lake do not harm each other', async () => {
    const feed = await startQuoteFeed()
    const [one, other] = await Promise.all([
      startRecording('shared', feed.url),
      startRecording('shared', feed.url),
    ])
    await eventually(() => expect(feed.clients.size).toBe(2))
    const sent: Rows = new Map()
    for (let round = 0; round < 20; round++) sendRound(feed, round, sent)
    for (const { url } of [one, other]) {
      await eventually(async () => expect(await accepted(url)).toBe(120))
    }
    for (const { program } of [one, other]) program.child.kill('SIGTERM')
    expect(await Promise.all([one.program.ended, other.program.ended])).toEqual([0, 0])
    const found = await readBack(one.root)
    for (const [leg, rows] of sent) {
      const twice = [...rows, ...rows].toSorted((a, b) => a[1] - b[1])
      expect(found.get(leg)!.toSorted((a, b) => a[1] - b[1])).toEqual(twice)
    }
    await feed.stop()
  })

  it('[RC20] what it recorded gives the very bars that it streamed', async () => {
    const feed = await startQuoteFeed()
    const { program, url, root } = await startRecording('bars', feed.url)
    await using _ = program
    await eventually(() => expect(feed.clients.size).toBe(1))
    const sent: Rows = new Map()
    // The first second is a part only, and so is the last one.
    for (let round = 0; round < 120; round++) {
      sendRound(feed, round, sent)
      await setTimeout(30)
    }
    await eventually(async () => expect(await accepted(url)).toBe(720))
    const live = await seriesOf(`${url}/api/stream?pairs=BTC_USDT:Bybit:OKX`)
    program.child.kill('SIGTERM')
    expect(await program.ended).toBe(0)

    const env = { LAKE_DIR: root, DISABLE_WEBSOCKET_CLIENT: 'true' }
    await using reader = new Program(['--no-pages'], env)
    const query = 'symbol=BTC_USDT&exchange1=Bybit&exchange2=OKX&join=either'
    const lines = await historyOf(`${await reader.ready()}/api/history?${query}`)
    expect(lines[0]).toMatchObject({ type: 'hello', bar_seconds: 1 })
    expect(lines.at(-1)).toMatchObject({ type: 'end', reason: 'done', files_skipped: 0 })
    const bars = lines.flatMap((line) => (line.type === 'bars' ? [line] : []))
    for (const column of COLUMNS) {
      expect(bars.flatMap((line) => line[column])).toEqual(live[column])
    }
    expect(live.time.length).toBeGreaterThan(3)
    await feed.stop()
  })
})

const COLUMNS = [
  ...(['time', 'last', 'low', 'high', 'upper', 'lower'] as const),
  ...(['bid1', 'ask1', 'bid2', 'ask2', 'count'] as const),
]

async function seriesOf(url: string): Promise<Extract<StreamLine, { type: 'series' }>> {
  const response = await request(url)
  response.on('error', () => {})
  for await (const line of createInterface({ input: response })) {
    const parsed = streamLineSchema.parse(JSON.parse(line))
    if (parsed.type !== 'series') continue
    response.destroy()
    return parsed
  }
  throw new Error('the stream ended without a series')
}

async function historyOf(url: string): Promise<HistoryLine[]> {
  const body = await text(await request(url))
  return body
    .trim()
    .split('\n')
    .map((line) => historyLineSchema.parse(JSON.parse(line)))
}
