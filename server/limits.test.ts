import { describe, expect, it } from 'vitest'
import { tableOf } from '@/deploy/readme-table'
import { readConfig } from './config'
import type { Held } from './limit'
import { LIMITS, readLimits } from './limits'

/** `memory of all windows, MiB`, `sendings of a pair, ms apart`: a name and its unit. */
const UNIT = /, (MiB|KiB|bytes|minutes|seconds|ms)(?: apart)?$/
const SCALE: Readonly<Record<string, number>> = {
  ...{ MiB: 1024 * 1024, KiB: 1024, minutes: 60 },
}
/** Rows of what other programs hold, and of what is bounded in time alone. */
const ELSEWHERE = [
  /^(embedded aggregator|analyzer|browser): /,
  /^pace of such a body/,
  /^a whole request$/,
  /^lines of HTTP faults in the log/,
  /^pause before a dead aggregator/,
]

const rows = tableOf('Limits').map(([name = '', value = '', variable = '']) => {
  const unit = UNIT.exec(name)?.[1] ?? ''
  return {
    name: name.replace(UNIT, ''),
    variable: variable === '' ? null : variable.replaceAll('`', ''),
    limit: Number(value.replaceAll(/[` ]/g, '')) * (SCALE[unit] ?? 1),
  }
})

async function configOf(environment: Record<string, string>) {
  const result = await readConfig(environment, [])
  if (result.kind !== 'config') throw new Error(JSON.stringify(result))
  return result.config
}

/** Every figure is another one, so that none can stand in the place of another. */
function distinct(): Held {
  let last = 0
  const next = () => ++last
  const most = () => ({ queuedBytes: next(), fullMs: next(), pairs: next() })
  const turns = () => ({ inside: next(), waiting: next(), refused: next() })
  const market = {
    ...{ windows: next(), pairs: next(), windowPoints: next(), longestWindow: next() },
    ...{ longestSeries: next(), windowBytes: next(), seriesBytes: next(), quotes: next() },
    ...{ late: next(), points: next(), windowsEvicted: next(), pairsEvicted: next() },
    ...{ pairsRefused: next(), windowPointsDropped: next(), windowPagesTakenBack: next() },
    ...{ seriesPagesTakenBack: next(), symbols: next(), symbolsDropped: next() },
    ...{ symbolsRejected: next(), symbolListsRejected: next(), frames: next() },
    ...{ longestFrameBytes: next(), trades: next(), slowFrames: next(), nameTableClears: next() },
    exchanges: [],
  }
  return {
    market,
    residentBytes: next(),
    rejected: { oversized: next(), future: next() },
    stream: {
      ...{ subscribers: next(), followedPairs: next(), queuedBytes: next(), most: most() },
      ...{ highest: most(), waitingSeries: next(), seriesCacheBytes: next(), lines: next() },
      ...{ seriesCacheEvicted: next(), dropped: next(), endedSlow: next(), refused: next() },
    },
    charts: {
      ...{ clients: next(), refused: next(), made: next(), skipped: next(), leftOut: next() },
      ...{ closedSlow: next(), closedSilent: next(), queuedBytes: next() },
      ...{ crowdedOut: next(), highestQueuedBytes: next() },
    },
    snapshots: { ...turns(), endedSlow: next() },
    history: {
      ...{ reading: next(), waiting: next(), refused: next(), endedSlow: next() },
      ...{ crashes: next(), memoryKills: next(), cachedRanges: next(), cacheBytes: next() },
    },
    screener: {
      ...{ waiting: next(), refused: next(), crashes: next() },
      bodies: { longestBytes: next(), refused: next() },
    },
    recorder: {
      ...{ state: 'recording', reason: null, rows: next(), files: next(), bytes: next() },
      dropped: {
        ...{ slow: next(), long_frame: next(), unreadable: next(), name: next(), file: next() },
        ...{ disk: next(), shutdown: next() },
      },
      ...{ heldRows: next(), openFiles: next(), waitingBatches: next(), closedEarly: next() },
      ...{ oldestRowMs: next(), fileMs: next(), daysRemoved: next(), lakeBytes: next() },
    },
    mock: {
      ...{ opportunities: next(), windows: next(), points: next() },
      ...{ largest_window_points: next(), bytes: next(), dropped_bars: next() },
    },
    bodies: { turns: turns(), meter: { longestBytes: next(), refused: next() } },
    ...{ opportunities: next(), connections: next(), connectionsDropped: next() },
    samples: { kept: next(), dropped: next() },
    logLines: next(),
  }
}

describe('the limits', () => {
  it("[MO12] are those of the README's table", async () => {
    const { defaults } = await configOf({})
    const limits = LIMITS.map(({ name, variable, limit }) => {
      return { name, variable, limit: typeof limit === 'number' ? limit : limit(defaults) }
    })
    expect(limits).toEqual(limits.map(({ name }) => rows.find((row) => row.name === name)))
  })

  it('[MO12] leave out no row of it that this process holds', () => {
    const names = rows.map(({ name }) => name)
    const here = names.filter((name) => !ELSEWHERE.some((pattern) => pattern.test(name)))
    expect(here).toEqual(LIMITS.map(({ name }) => name))
  })

  it('[MO18] have their default beside what is configured', async () => {
    const config = await configOf({ MAX_WINDOWS: '20', MOCK_MEMORY_MB: '32' })
    const read = readLimits(config, config.defaults, distinct())
    const said = (wanted: string) => {
      const { limit, default: byDefault } = read.find(({ name }) => name === wanted)!
      return [limit, byDefault]
    }
    expect(said('quote windows')).toEqual([20, 10_000])
    expect(said('memory of mock data')).toEqual([32 * 1024 * 1024, 64 * 1024 * 1024])
    expect(said('mock windows')).toEqual([1_000, 1_000])
  })

  it('[MO18] each have figures of their own', async () => {
    const held = distinct()
    const { market, stream, charts, snapshots, history, screener, recorder, bodies, mock } = held
    const config = await configOf({})
    const read = readLimits(config, config.defaults, held)
    const figures = Object.fromEntries(
      read.map(({ name, now, highest, dropped }) => [name, [now, highest, dropped]]),
    )
    expect(figures).toMatchObject({
      'quote windows': [market!.windows, null, market!.windowsEvicted],
      'quotes in a window': [market!.longestWindow, null, market!.windowPointsDropped],
      'memory of all windows': [market!.windowBytes, null, market!.windowPagesTakenBack],
      pairs: [market!.pairs, null, market!.pairsEvicted + market!.pairsRefused],
      'bars and holes of a pair': [market!.longestSeries, null, null],
      'memory of all series': [market!.seriesBytes, null, market!.seriesPagesTakenBack],
      'symbols that exchanges list': [market!.symbols, null, market!.symbolsDropped],
      'a frame of the aggregator': [null, market!.longestFrameBytes, held.rejected['oversized']],
      'streams open at one time': [stream.subscribers, null, stream.refused],
      'pairs of one stream': [stream.most.pairs, stream.highest.pairs, null],
      'queued for one subscriber': [
        ...[stream.most.queuedBytes, stream.highest.queuedBytes],
        stream.dropped,
      ],
      'time a subscriber may be full': [
        ...[stream.most.fullMs, stream.highest.fullMs],
        stream.endedSlow,
      ],
      'chart arrays on their way': [
        ...[charts.queuedBytes, charts.highestQueuedBytes],
        charts.crowdedOut + charts.leftOut,
      ],
      'snapshots of charts answered at one time': [snapshots.inside, null, snapshots.endedSlow],
      'snapshots of charts that wait': [snapshots.waiting, null, snapshots.refused],
      'questions to the screener that wait': [screener.waiting, null, screener.refused],
      'a question to the screener': [
        ...[null, screener.bodies.longestBytes],
        screener.bodies.refused,
      ],
      'heap of the screener thread': [null, null, screener.crashes],
      'requests to the lake answered at one time': [history.reading, null, null],
      'requests to the lake that wait': [history.waiting, null, history.refused],
      'queued for one reader of the lake': [null, null, history.endedSlow],
      'memory of the process that reads the lake': [null, null, history.memoryKills],
      'ranges kept': [history.cachedRanges, null, null],
      'memory of ranges kept': [history.cacheBytes, null, null],
      'files that rows are gathered for': [recorder!.openFiles, null, null],
      'rows that are not written yet': [recorder!.heldRows, null, null],
      'frames on their way to the recorder': [
        ...[recorder!.waitingBatches * 64 * 1024, null],
        recorder!.dropped.slow,
      ],
      'memory of mock data': [mock.bytes, null, mock.dropped_bars],
      'a body of mock data': [null, bodies!.meter.longestBytes, bodies!.meter.refused],
      'bodies of mock data that wait': [bodies!.turns.waiting, null, bodies!.turns.refused],
      'points of a mock window': [mock.largest_window_points, null, null],
      'points of all mock windows': [mock.points, null, null],
      'connections open at one time': [held.connections, null, held.connectionsDropped],
      'samples of the last hour': [held.samples.kept, null, held.samples.dropped],
    })
  })
})
