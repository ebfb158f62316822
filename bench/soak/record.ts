import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { json } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { historyLineSchema, type HistoryBars } from '@/lib/protocol/history-line'
import { streamLineSchema, type StreamLine } from '@/lib/protocol/stream-line'
import { isSpreadsFile } from '@/lib/lake/partition'
import { Lake } from '@/server/lake/lake'
import { compareRows } from './replayed-rows'
import { Findings, type SoakOptions, type SoakReport } from './scenario'
import { ServerProcess } from './server-process'
import { until } from './until'

export const name = 'record'

/** Beside the project, if it is there. */
const FX_DAY = '../../shared/data/quotes/fx_fxcm_oanda_2014-05-01_24h_ms.csv.gz'
const FX_DAY_MINUTES = 1_440
const SPEED = 60
const KILLS = 10
const LOST_MS = 10_000
const SIMULATED = ['--symbols=8', '--exchanges=3', '--rate=2000']
const COLUMNS = [
  ...(['time', 'last', 'low', 'high', 'upper', 'lower'] as const),
  ...(['bid1', 'ask1', 'bid2', 'ask2', 'count'] as const),
]

type Column = (typeof COLUMNS)[number]
type Series = Extract<StreamLine, { type: 'series' }>

const recorderSchema = z.looseObject({
  ...{ rows: z.number(), bytes: z.number(), dropped: z.record(z.string(), z.number()) },
})
const healthSchema = z.looseObject({ recorder: recorderSchema })

/**
 * What is recorded: the FX day replayed at 60 times its speed (all of it in 25 minutes) gives the rows
 * of its file and the bars that were streamed; and a server that is killed ten times leaves whole
 * files only and loses 10 s.
 */
export async function run({ programs, minutes = 1 }: SoakOptions): Promise<SoakReport> {
  const found = new Findings()
  const lake = await mkdtemp(path.join(os.tmpdir(), 'soak-lake-'))
  try {
    await replay({ programs, minutes }, path.join(lake, 'replay'), found)
    await kill(programs, path.join(lake, 'killed'), found)
  } finally {
    await rm(lake, { recursive: true, force: true })
  }
  return found
}

async function replay(
  { programs, minutes }: { programs: string; minutes: number },
  lakeDir: string,
  found: Findings,
): Promise<void> {
  const file = path.resolve(programs, FX_DAY)
  const isFx = existsSync(file)
  const args = isFx ? [`--replay=${file}`, `--speed=${SPEED}`] : SIMULATED
  const live: Series[] = []
  {
    const env = { RECORD: 'true', LAKE_DIR: lakeDir }
    await using server = await ServerProcess.start({ programs, args, env })
    await until('pairs are there', async () => ((await server.health()).market?.pairs ?? 0) > 0)
    await setTimeout(minutes * 60_000)
    const pairs = await streamedPairs(server.url)
    for (const pair of pairs) live.push(await seriesOf(server.url, pair))
    server.child.kill('SIGTERM')
    const { how } = await server.ended
    found.expect(how === 0, `the server that recorded ended with ${how}`)
  }
  if (isFx) {
    const all = minutes * SPEED > FX_DAY_MINUTES
    await compareRows(new Lake({ root: lakeDir }), { file, speed: SPEED, all }, found)
  }
  let bars = 0
  const env = { LAKE_DIR: lakeDir, DISABLE_WEBSOCKET_CLIENT: 'true' }
  await using reader = await ServerProcess.start({ programs, env })
  for (const series of live) {
    const recorded = await historyOf(reader.url, series)
    // The last bar was not complete when it was streamed.
    const complete = series.time.length - 1
    bars += complete
    for (const column of COLUMNS) {
      const isSame =
        JSON.stringify(series[column].slice(0, complete)) ===
        JSON.stringify(recorded(column).slice(0, complete))
      found.expect(isSame, `${series.pair}: ${column} is not what was streamed`)
    }
  }
  Object.assign(found.figures, {
    'recorded, minutes': minutes,
    of: isFx ? 'the FX day at 60 times its speed' : 'the simulated feed (no FX day is there)',
    'pairs compared': live.length,
    'bars that are the same to the last bit': bars,
  })
  found.expect(bars > 0, 'there was nothing to compare')
}

async function kill(programs: string, lakeDir: string, found: Findings): Promise<void> {
  let mostLostMs = 0
  let files = 0
  for (let at = 0; at < KILLS; at++) {
    const root = path.join(lakeDir, String(at))
    const env = { RECORD: 'true', LAKE_DIR: root }
    await using server = await ServerProcess.start({ programs, args: SIMULATED, env })
    await server.hasPairs(8)
    await setTimeout(11_000 + at * 450)
    if (at === 0) await tellSize(server.url, found)
    server.child.kill('SIGKILL')
    const killedMs = Date.now()
    await server.ended
    const { newestMs, skipped } = await lookThrough(root)
    for (const reason of skipped) found.expect(false, `kill ${at + 1}: ${reason}`)
    mostLostMs = Math.max(mostLostMs, killedMs - newestMs)
    files += (await readdir(root, { recursive: true })).filter((file) =>
      isSpreadsFile(path.basename(file)),
    ).length
  }
  found.expect(mostLostMs <= LOST_MS, `a kill lost ${mostLostMs} ms`)
  Object.assign(found.figures, {
    kills: KILLS,
    'files, all whole': files,
    'most that one lost, s': (mostLostMs / 1_000).toFixed(1),
  })
}

async function tellSize(url: string, found: Findings): Promise<void> {
  const { recorder } = healthSchema.parse(await json(await request(`${url}/api/health`)))
  found.figures['bytes a row'] = (recorder.bytes / recorder.rows).toFixed(1)
  const dropped = Object.values(recorder.dropped).reduce((sum, count) => sum + count, 0)
  found.expect(dropped === 0, `${dropped} rows were not recorded`)
}

/** The leg whose last row is the oldest: that is what was lost of it. */
async function lookThrough(root: string): Promise<{ newestMs: number; skipped: string[] }> {
  const lake = new Lake({ root })
  const skipped: string[] = []
  let newestMs = Infinity
  for (const exchange of await valuesIn(root, 'exchange=')) {
    for (const symbol of await valuesIn(path.join(root, `exchange=${exchange}`), 'symbol=')) {
      const leg = await lake.leg(exchange, symbol)
      let lastMs = -Infinity
      for (const hour of (await leg?.hours(0, Infinity)) ?? []) {
        const read = await leg!.read(hour, new AbortController().signal)
        skipped.push(...read.skipped.map(({ file, reason }) => `${file}: ${reason}`))
        lastMs = Math.max(lastMs, read.columns.timeMs.at(-1) ?? -Infinity)
      }
      newestMs = Math.min(newestMs, lastMs)
    }
  }
  return { newestMs, skipped }
}

async function valuesIn(folder: string, key: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((each) => each.startsWith(key)).map((each) => each.slice(key.length))
}

async function streamedPairs(url: string): Promise<string[]> {
  for await (const line of linesOf(`${url}/api/stream?top=20`)) {
    const parsed = streamLineSchema.parse(JSON.parse(line))
    if (parsed.type === 'hello') return parsed.pairs
  }
  return []
}

async function seriesOf(url: string, pair: string): Promise<Series> {
  for await (const line of linesOf(`${url}/api/stream?pairs=${encodeURIComponent(pair)}`)) {
    const parsed = streamLineSchema.parse(JSON.parse(line))
    if (parsed.type === 'series') return parsed
  }
  throw new Error(`no series of ${pair}`)
}

async function historyOf(url: string, { symbol, exchange1, exchange2 }: Series) {
  const query = new URLSearchParams({ symbol, exchange1, exchange2, max_points: '10000' })
  const bars: HistoryBars[] = []
  for await (const line of linesOf(`${url}/api/history?${query}`)) {
    const parsed = historyLineSchema.parse(JSON.parse(line))
    if (parsed.type === 'bars') bars.push(parsed)
  }
  return (column: Column) => bars.flatMap((each) => each[column])
}

async function* linesOf(url: string): AsyncGenerator<string> {
  const response = await request(url)
  response.on('error', () => {})
  try {
    yield* createInterface({ input: response })
  } finally {
    response.destroy()
  }
}

function request(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => get(url, { agent: false }, resolve).on('error', reject))
}
