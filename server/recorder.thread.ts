import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import type { BatchReturn, FrameBatch } from '@/lib/protocol/frame-batch'
import { LakeFiles } from './recorder/lake-files'
import { LakeKeeper } from './recorder/lake-keeper'
import { Recorder } from './recorder/recorder'
import type { RecorderCommand, RecorderMessage, RecorderSetup } from './recorder/recorder-message'

const TICK_INTERVAL_MS = 250
const REPORT_INTERVAL_MS = 1_000
const KEEP_INTERVAL_MS = 60_000
/** What the sender still holds is on its way: on a busy machine for longer than one would think. */
const LAST_FRAMES_MS = 1_500
/**
 * Hearing the last frames and writing what is there at the end, while the rest of the server ends, and
 * then keeping what is not written: all of it below the 4 s after which the server is gone.
 */
const WRITE_TIMEOUT_MS = 1_800
const LEAST_WRITE_MS = 200
const LEAVE_TIMEOUT_MS = 1_800

const main = parentPort
if (main === null) throw new Error('recorder.thread runs as a worker thread')

const setup: RecorderSetup = workerData
const post = (message: RecorderMessage) => main.postMessage(message)
const log = (entry: Extract<RecorderMessage, { type: 'log' }>['entry']) =>
  post({ type: 'log', entry })
const recorder = new Recorder({ ...setup, files: new LakeFiles(setup.root), log })
const keeper = new LakeKeeper({ ...setup, log })
let source: MessagePort | undefined
let sourceEnded = Promise.resolve()
let work: Promise<void> | undefined
let isStopping = false

function listen(port: MessagePort): void {
  if (isStopping) return port.close()
  source?.close()
  source = port
  sourceEnded = new Promise((resolve) => port.once('close', resolve))
  port.on('message', (batch: FrameBatch) => {
    recorder.take(batch, (buffer) => port.postMessage({ buffer }, [buffer]))
  })
}

function report(): void {
  const { daysRemoved, lakeBytes } = keeper
  post({ type: 'counters', counters: { ...recorder.counters(), daysRemoved, lakeBytes } })
}

/** One at a time: a probe of a slow disk may take longer than the interval. */
function tick(): void {
  work ??= recorder.tick().finally(() => (work = undefined))
}

async function stop(): Promise<void> {
  isStopping = true
  const startedMs = performance.now()
  for (const timer of timers) clearInterval(timer)
  keeper.stop()
  let deadline: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    deadline = setTimeout(resolve, LAST_FRAMES_MS)
  })
  source?.postMessage({ end: true } satisfies BatchReturn)
  await Promise.race([sourceEnded, late])
  clearTimeout(deadline)
  const writeMs = WRITE_TIMEOUT_MS - (performance.now() - startedMs)
  await recorder.stop(Math.max(LEAST_WRITE_MS, writeMs), LEAVE_TIMEOUT_MS)
  source?.close()
  report()
  main?.close()
}

main.on('message', (command: RecorderCommand) => {
  if (command.type === 'source') listen(command.port)
  else void stop()
})
await recorder.start()
report()
void keeper.check()
const timers = [
  setInterval(tick, TICK_INTERVAL_MS),
  setInterval(report, REPORT_INTERVAL_MS),
  setInterval(() => void keeper.check(), KEEP_INTERVAL_MS),
]
