import { setTimeout } from 'node:timers/promises'
import { streamLineSchema, type StreamLine } from '@/lib/protocol/stream-line'
import { AggregatorProcess } from './aggregator-process'
import { Findings, type SoakOptions, type SoakReport } from './scenario'
import { ServerProcess } from './server-process'
import { StreamReader } from './stream-reader'
import { until } from './until'

export const name = 'stopped-feed'

const PAIRS = 8
const ARGS = ['--symbols=8', '--exchanges=2', '--rate=400']
/** "Noticed within 45 s". */
const NOTICED_WITHIN_S = 45

/**
 * The aggregator is stopped without closing its socket (SIGSTOP), and goes on a minute later: a
 * reader is told that the feed is silent, where data is missing, and that it is back; its stream is
 * not cut.
 */
export async function run({ programs, minutes }: SoakOptions): Promise<SoakReport> {
  const stoppedSeconds = (minutes ?? 0) * 60
  const found = new Findings()
  await using aggregator = await AggregatorProcess.start(programs, ARGS)
  await using server = await ServerProcess.start({
    programs,
    env: { AGGREGATOR_URL: aggregator.url },
  })
  await server.hasPairs(PAIRS)
  const told: StreamLine[] = []
  const reader = new StreamReader()
  await reader.open(`${server.url}/api/stream?top=${PAIRS}`, (line) => {
    told.push(streamLineSchema.parse(JSON.parse(line.toString())))
  })
  try {
    await until('bars', () => told.some(({ type }) => type === 'bars'))
    const stoppedMs = performance.now()
    aggregator.child.kill('SIGSTOP')
    told.length = 0
    await until('the feed is told to be away', () => told.some(isFeedAway))
    const noticedSeconds = (performance.now() - stoppedMs) / 1_000
    await until('a hole because of the feed', () => told.some(isFeedHole))
    await setTimeout(stoppedSeconds * 1_000 - (performance.now() - stoppedMs))

    told.length = 0
    const continuedMs = performance.now()
    aggregator.child.kill('SIGCONT')
    await until('the feed is told to be back', () => {
      return told.some((line) => line.type === 'feed' && line.state === 'connected')
    })
    await until('every pair moves again', () => {
      const moving = told.flatMap((line) => (line.type === 'bars' ? [line.pair] : []))
      return new Set(moving).size >= PAIRS
    })
    const { holes, ended } = reader.report()
    found.expect(noticedSeconds < NOTICED_WITHIN_S, `noticed after ${noticedSeconds} s`)
    found.expect(ended === 'open', `the stream ended: ${ended}`)
    found.expect(holes === 0, `${holes} holes in the numbers`)
    const health = await server.health()
    found.expect(health.feed.state === 'connected', `health says ${health.feed.state}`)
    Object.assign(found.figures, {
      'stopped for, s': Math.round((continuedMs - stoppedMs) / 1_000),
      'reader told after, s': noticedSeconds.toFixed(1),
      'all pairs move again after, s': ((performance.now() - continuedMs) / 1_000).toFixed(1),
    })
  } finally {
    reader.close()
    // Stopped, it would not take the signal that ends it in an orderly way.
    aggregator.child.kill('SIGCONT')
  }
  return found
}

function isFeedAway(line: StreamLine): boolean {
  return line.type === 'feed' && line.state !== 'connected'
}

function isFeedHole(line: StreamLine): boolean {
  return line.type === 'gap' && line.cause === 'feed_down'
}
