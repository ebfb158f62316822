import { streamLineSchema, type StreamLine } from '@/lib/protocol/stream-line'
import { childrenOf, isRunning } from '../suite/process-figures'
import { Findings, type SoakOptions, type SoakReport } from './scenario'
import { ServerProcess } from './server-process'
import { StreamReader } from './stream-reader'
import { until } from './until'

export const name = 'crash'

const PAIRS = 8
const ARGS = ['--symbols=8', '--exchanges=2', '--rate=400']
/** A minute is enough for so many; each is a crash too many for the back-off to stay short. */
const CRASHES_PER_MINUTE = 2

/**
 * The aggregator's process is killed, then the ingest worker throws: both are logged and started
 * again, and a reader sees the feed away, a hole and the feed back on a stream that is not cut. Then
 * a promise is rejected and nobody cares: the process says so and ends with 1, leaving nothing.
 */
export async function run({ programs, minutes }: SoakOptions): Promise<SoakReport> {
  const found = new Findings()
  await using server = await ServerProcess.start({ programs, args: ARGS })
  await server.hasPairs(PAIRS)
  const told: StreamLine[] = []
  const reader = new StreamReader()
  await reader.open(`${server.url}/api/stream?top=${PAIRS}`, (line) => {
    told.push(streamLineSchema.parse(JSON.parse(line.toString())))
  })
  const crashes = minutes === undefined ? 1 : Math.ceil(minutes * CRASHES_PER_MINUTE)
  for (let crash = 0; crash < crashes; crash++) {
    await recovers(told, 'killed aggregator', found, async () => {
      const [aggregator] = await until('an aggregator', () => {
        const children = childrenOf(server.pid)
        return children.length > 0 && children
      })
      process.kill(aggregator!, 'SIGKILL')
    })
    await recovers(told, 'dead ingest worker', found, () => server.break('crash worker'))
  }
  const { holes, ended } = reader.report()
  found.expect(ended === 'open', `the stream ended: ${ended}`)
  found.expect(holes === 0, `${holes} holes in the numbers`)
  const logged = (text: string) => server.output.split(text).length - 1
  const [aggregators, workers] = [logged('aggregator died'), logged('Ingest worker failed')]
  found.expect(aggregators === crashes, `${aggregators} deaths of the aggregator logged`)
  found.expect(workers === crashes, `${workers} deaths of the ingest worker logged`)
  found.expect(server.output.includes('the soak test broke it'), 'the log does not say why')

  const [aggregator] = childrenOf(server.pid)
  server.break('reject')
  const { how } = await server.ended
  found.expect(how === 1, `a rejection that nobody handles ended it with ${how}`)
  found.expect(aggregator !== undefined, 'there was no aggregator at the end')
  if (aggregator !== undefined) await until('it is gone too', () => !isRunning(aggregator))
  await server.closed
  found.expect(server.output.includes('nobody caught this'), 'the rejection is not told')
  Object.assign(found.figures, { 'crashes of each kind': crashes })
  return found
}

/** The reader is told that the feed is away, and then that it is back and every pair moves. */
async function recovers(
  told: StreamLine[],
  what: string,
  found: Findings,
  doHarm: () => Promise<void> | void,
): Promise<void> {
  told.length = 0
  await doHarm()
  await until(`${what}: the feed is away`, () => told.some((line) => isFeed(line, false)))
  const from = told.findIndex((line) => isFeed(line, false))
  const startedMs = performance.now()
  await until(`${what}: the feed is back`, () =>
    told.slice(from).some((line) => isFeed(line, true)),
  )
  const backAt = told.findLastIndex((line) => isFeed(line, true))
  await until(`${what}: every pair moves again`, () => {
    const moving = told.slice(backAt).flatMap((line) => (line.type === 'bars' ? [line.pair] : []))
    return new Set(moving).size >= PAIRS
  })
  found.figures[`${what}: back after, s`] = ((performance.now() - startedMs) / 1_000).toFixed(1)
}

function isFeed(line: StreamLine, isConnected: boolean): boolean {
  return line.type === 'feed' && (line.state === 'connected') === isConnected
}
