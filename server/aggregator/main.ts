import { Aggregator } from './aggregator'
import { readOptions, type AggregatorOptions } from './options'
import type { QuoteSource } from './quote-source'
import { ReplaySource } from './replay-source'
import { SimulatedSource } from './simulated-source'
import { StartError } from './start-error'
import { USAGE } from './usage'

const EXIT_WRONG_OPTION = 2
const EXIT_FAILED = 1

/** Closing is bounded below this already; whatever hangs in spite of that is left behind. */
const EXIT_DEADLINE_MS = 1_800

/** What a parent with an IPC channel is told once connections are accepted. */
interface ListeningMessage {
  readonly type: 'listening'
  readonly host: string
  readonly port: number
  readonly url: string
  readonly source: QuoteSource['kind']
}

async function main(): Promise<void> {
  // A parent that is gone takes the pipes along; that must not be what ends this program.
  process.stdout.on('error', () => {})
  process.stderr.on('error', () => {})
  let aggregator: Aggregator
  try {
    const result = readOptions(process.argv.slice(2))
    if (result.kind === 'help') {
      process.stdout.write(USAGE)
      return
    }
    if (result.kind === 'faults') {
      for (const fault of result.faults) complain(fault)
      process.exitCode = EXIT_WRONG_OPTION
      return
    }
    const { options } = result
    aggregator = new Aggregator(options, await openSource(options))
    const stop = stopWithParent(aggregator, options)
    await start(aggregator, options).catch((error: unknown) => {
      fail(error)
      // The channel to the parent, too, would keep it running.
      stop()
    })
  } catch (error) {
    fail(error)
  }
}

async function start(aggregator: Aggregator, options: AggregatorOptions): Promise<void> {
  await aggregator.start()
  const { host, port, source } = options
  if (port !== 0 && aggregator.port !== port) log(`Port ${port} is taken.`)
  log(`Sending ${describe(options)} on ${aggregator.url}.`)
  const message: ListeningMessage = {
    type: 'listening',
    host,
    port: aggregator.port,
    url: aggregator.url,
    source,
  }
  process.send?.(message, undefined, undefined, () => {})
}

async function openSource(options: AggregatorOptions): Promise<QuoteSource> {
  if (options.source === 'simulated') return new SimulatedSource(options)
  const { replay, speed, loop } = options
  return await ReplaySource.open({ path: replay, speed, loop, log })
}

/** Returns what the parent's end does; it may be done any number of times. */
function stopWithParent(aggregator: Aggregator, { stopOnStdinEnd }: AggregatorOptions): () => void {
  let isStopping = false
  const stop = () => {
    if (isStopping) process.exit()
    isStopping = true
    setTimeout(() => process.exit(), EXIT_DEADLINE_MS).unref()
    if (process.connected) process.disconnect()
    if (stopOnStdinEnd) process.stdin.destroy()
    aggregator.close().catch(fail)
  }
  const stopOnce = () => {
    if (!isStopping) stop()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('disconnect', stopOnce)
  if (stopOnStdinEnd) process.stdin.on('close', stopOnce).resume()
  return stopOnce
}

function describe({ source, symbols, exchanges, rate, seed, replay, speed }: AggregatorOptions) {
  if (source === 'replay') return `${replay} at ${speed}x`
  return `${rate} simulated quotes/s of ${symbols} symbols on ${exchanges} exchanges (seed ${seed})`
}

function log(sentence: string): void {
  process.stdout.write(`aggregator: ${sentence}\n`)
}

function complain(sentence: string): void {
  process.stderr.write(`aggregator: ${sentence}\n`)
}

function fail(error: unknown): void {
  const isExpected = error instanceof StartError
  complain(isExpected ? error.message : describeFault(error))
  process.exitCode = isExpected ? EXIT_WRONG_OPTION : EXIT_FAILED
}

function describeFault(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

await main()
