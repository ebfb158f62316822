import { Findings, mib, type SoakOptions, type SoakReport } from './scenario'
import { BUSY_PAIRS, BUSY_WINDOWS, openCrowdedFeed } from './crowded-feed'
import { ServerProcess } from './server-process'
import { StreamReader } from './stream-reader'
import { until } from './until'

export const name = 'guard'

/** They fit into the threshold, as they must; with the process beside them they are too high. */
const TOO_HIGH = {
  ...{ MEMORY_THRESHOLD_MB: '176', WINDOW_MEMORY_MB: '48', SERIES_MEMORY_MB: '88' },
  ...{ MOCK_MEMORY_MB: '32', STREAM_QUEUE_MEMORY_MB: '4', CHART_QUEUE_MEMORY_MB: '4' },
  ...{
    SERIES_CACHE_MB: '0',
    HISTORY_CACHE_MB: '0',
    MAX_WINDOWS: '4000',
    MAX_PAIRS: '2000',
    LOG_LEVEL: 'info',
  },
}
const ABOVE = /MEMORY GUARD: memory above threshold \((\d+\.\d)MB > 176MB\), cleaning up/
const REMOVED = /MEMORY GUARD: removed (\d+) windows, (\d+) pairs/
const DONE = /MEMORY GUARD: done, memory (\d+\.\d)MB \(freed (-?\d+\.\d)MB\)/
const LEAST_FREED_MB = 8

/**
 * Budgets that are too high on purpose and a market that fills them: the guard says what it does,
 * resident memory falls by what it says, the busiest windows and their readers notice nothing. Its
 * short form is MG10 of `npm test`.
 */
export async function run({ programs, minutes = 1 }: SoakOptions): Promise<SoakReport> {
  const endMs = performance.now() + minutes * 60_000
  const found = new Findings()
  await using feed = await openCrowdedFeed()
  await using server = await ServerProcess.start({
    ...{ programs, env: { ...TOO_HIGH, AGGREGATOR_URL: feed.url } },
  })
  await server.hasPairs(BUSY_PAIRS.length)
  const reader = new StreamReader()
  await reader.open(`${server.url}/api/stream?pairs=${BUSY_PAIRS.join(',')}`)
  const first = await Promise.all(BUSY_PAIRS.map((pair) => firstBar(server.url, pair)))

  let highestBytes = 0
  const look = () => {
    highestBytes = Math.max(highestBytes, server.figures.residentBytes)
    return DONE.test(server.output)
  }
  await until('the guard has cleaned up', look, 300_000)
  const after = server.figures.residentBytes
  const [, aboveMb = NaN] = ABOVE.exec(server.output)?.map(Number) ?? []
  const [, windows = 0, pairs = 0] = REMOVED.exec(server.output)?.map(Number) ?? []
  const [, , freedMb = NaN] = DONE.exec(server.output)?.map(Number) ?? []
  const { seriesPagesTakenBack = 0 } = (await server.health()).market ?? {}
  const since = await Promise.all(BUSY_PAIRS.map((pair) => firstBar(server.url, pair)))
  await until('the time is over', () => performance.now() > endMs, minutes * 60_000 + 1_000)
  const last = server.figures.residentBytes
  const { market } = await server.health()
  const { holes, lines, ended } = reader.report()
  reader.close()

  found.expect(windows > 0 && pairs > 0, 'no windows were removed')
  found.expect(freedMb >= LEAST_FREED_MB, `it freed ${freedMb} MiB`)
  found.expect(mib(highestBytes - after) > LEAST_FREED_MB / 2, 'resident memory did not fall')
  found.expect((market?.windows ?? 0) >= BUSY_WINDOWS, 'busy windows are gone')
  found.expect(
    first.every((time, index) => since[index] === time),
    `busy series begin at ${since.join(', ')} instead of ${first.join(', ')}`,
  )
  found.expect(seriesPagesTakenBack === 0, 'the pool of series was full before')
  found.expect(ended === 'open' && holes === 0, `a reader was harmed: ${ended}, ${holes} holes`)
  Object.assign(found.figures, {
    'above, freed, MiB': `${aboveMb}, ${freedMb}`,
    'windows and pairs removed at first': `${windows}, ${pairs}`,
    cleanings: server.output.match(new RegExp(DONE, 'g'))?.length ?? 0,
    'resident at most, after the first, at the end, MiB': [highestBytes, after, last]
      .map(mib)
      .join(', '),
    'lines of the reader': lines,
  })
  return found
}

/** The second at which the whole series of a pair begins. */
async function firstBar(url: string, pair: string): Promise<number> {
  const reader = new StreamReader()
  let text = ''
  await reader.open(`${url}/api/stream?pairs=${pair}`, (line) => {
    if (line.includes('"type":"series"')) text = line.toString()
  })
  await until(`the series of ${pair}`, () => text !== '')
  reader.close()
  return Number(/"time":\[(\d+)/.exec(text)?.[1])
}
