import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppServer } from './app-server'
import { readProcessConfig, type Config } from './config'
import { createLog, statusLine, type Log } from './log'
import { LogTail } from './metrics/log-tail'
import { checkPlatform } from './platform'
import { StartError } from './start-error'
import { usage } from './usage'

const EXIT_FAILED = 1
const EXIT_WRONG_CONFIG = 2

/**
 * Stopping is bounded below this; whatever hangs in spite of that is left behind. The rest of the 5 s
 * is for a machine so busy that the timer is late.
 */
const STOP_DEADLINE_MS = 4_000
/** In development Next.js keeps the process alive although everything is closed. */
const EXIT_GRACE_MS = 200

/** What a signal to stop does. */
export type Stop = (signal: NodeJS.Signals) => void
/** Sets what it does from now on. */
type OnStop = (stop: Stop) => void

/** The whole program, from its options on; resolves when it serves or has failed to. */
export async function serve(onStop: OnStop): Promise<void> {
  const result = await readProcessConfig()
  if (result.kind === 'help') {
    process.stdout.write(usage())
  } else if (result.kind === 'faults') {
    for (const fault of result.faults) process.stderr.write(`${fault}\n`)
    process.exitCode = EXIT_WRONG_CONFIG
  } else {
    await run(result.config, onStop)
  }
}

async function run(config: Config, onStop: OnStop): Promise<void> {
  // Whoever read the output may be gone; that is no reason to stop serving.
  process.stdout.on('error', () => {})
  process.stderr.on('error', () => {})
  const logTail = new LogTail()
  const log = createLog(config.logLevel, process.stderr.isTTY, (line) => {
    const shown = statusLine(line)
    if (shown !== undefined) logTail.add(shown)
  })
  const programs = path.dirname(fileURLToPath(import.meta.url))
  const server = new AppServer(config, log, logTail, programs)
  exitOnFaults(log)
  const signals = stopOnSignals(server, log, onStop)
  try {
    checkPlatform(process.versions.node)
    const address = await server.start()
    process.stdout.write(`Spreadscope is ready: ${address}\n`)
  } catch (error) {
    // Stopped while it was starting, it cannot but fail to start.
    if (signals.isStopping) return
    if (error instanceof StartError) process.stderr.write(`${error.message}\n`)
    else log.fatal(error, 'the start failed')
    process.exitCode = EXIT_FAILED
    leave()
  }
}

function stopOnSignals(server: AppServer, log: Log, onStop: OnStop): { isStopping: boolean } {
  const signals = { isStopping: false }
  onStop((signal) => {
    if (signals.isStopping) process.exit()
    signals.isStopping = true
    log.debug(`stopping on ${signal}`)
    setTimeout(() => {
      log.warn('stopping took too long; what hangs is left behind')
      process.exit()
    }, STOP_DEADLINE_MS).unref()
    server.stop().then(leave, (error: unknown) => {
      log.error(error, 'stopping failed')
      process.exitCode = EXIT_FAILED
      leave()
    })
  })
  return signals
}

/** The process ends because nothing is left; this is the last resort if something is. */
function leave(): void {
  setTimeout(() => process.exit(), EXIT_GRACE_MS).unref()
}

function exitOnFaults(log: Log): void {
  const fail = (error: unknown) => {
    log.fatal(error, 'an error nobody expected; the state of the process is not known any more')
    process.exit(EXIT_FAILED)
  }
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
}
