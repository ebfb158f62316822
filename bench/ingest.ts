import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { MessagePort } from 'node:worker_threads'
import { z } from 'zod'
import type { SocketHandle } from '@/lib/socket/socket-port'
import { DEFAULT_MARKET_LIMITS } from '@/lib/spread/market-limits'
import { IngestService } from '@/server/ingest/ingest-service'
import { openNodeSocket } from '@/server/ingest/node-socket'
import { RecorderService } from '@/server/recorder/recorder-service'

export const name = 'ingest'

const QUOTES_PER_SECOND = 100_000
const MEASURED_SECONDS = 20
const BASELINE_SECONDS = 5
const WARM_UP_MS = 3_000

/** Holds about 1.5 s: what other programs of the machine delay shows as lag, not as a loss. */
const SENDER_QUEUE_MB = 32
const SENDER_ARGS = [
  ...['--port', '0', '--rate', String(QUOTES_PER_SECOND)],
  ...['--trades', '0', '--queue-mb', String(SENDER_QUEUE_MB)],
]

const listeningSchema = z.object({ type: z.literal('listening'), url: z.string() })
const statusSchema = z.object({
  clients: z.array(z.object({ sent_frames: z.number(), dropped_frames: z.number() })),
})

/**
 * 100,000 quotes/s of 16 symbols on 5 exchanges over a socket, from a process of their own, into the
 * ingest worker; then recorded as well; then received and thrown away, and received and JSON.parsed.
 * Processor time is that of this whole process, which does nothing else: the worker, garbage
 * collection and the main thread that listens to its reports.
 */
export async function run(): Promise<void> {
  console.log(`offered: ${QUOTES_PER_SECOND} quotes/s, 16 symbols x 5 exchanges, one connection`)
  await measureWorker()
  await measureRecording()
  await measureBaseline('baseline, ws receive and discard', () => {})
  await measureBaseline('baseline, ws + JSON.parse', (frame) => {
    JSON.parse(frame.toString())
  })
}

/** The same with a thread that writes all of them into a lake in a temporary folder. */
async function measureRecording(): Promise<void> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'bench-lake-'))
  const recorder = new RecorderService({
    ...{ root, maxOpenFiles: 200, keepDays: undefined, maxBytes: undefined },
    threadFile: new URL('./recorder.thread.js', import.meta.url),
    log: ({ text }) => console.log(`  ${text}`),
  })
  recorder.start()
  try {
    console.log('and recorded:')
    await measureWorker(() => recorder.connect())
    await recorder.stop()
    const { rows = 0, files = 0, bytes = 0, dropped } = recorder.counters() ?? {}
    const rowBytes = bytes / rows
    console.log(`  recorded ${rows} rows in ${files} files, ${rowBytes.toFixed(1)} bytes a row`)
    console.log(`  not recorded: ${JSON.stringify(dropped)}`)
  } finally {
    await recorder.stop()
    await rm(root, { recursive: true, force: true })
  }
}

async function measureWorker(connectRecorder?: () => MessagePort): Promise<void> {
  await using sender = await startSender()
  const service = new IngestService({
    url: sender.url,
    limits: DEFAULT_MARKET_LIMITS,
    threadFile: new URL('./ingest.thread.js', import.meta.url),
    ...(connectRecorder && { connectRecorder }),
    log: ({ level, text, fields }) => {
      if (level === 'warn') console.log(`  ${text} ${JSON.stringify(fields)}`)
    },
  })
  await service.start()
  try {
    await setTimeout(WARM_UP_MS)
    await nextReport(service)
    const lags: number[] = []
    const undo = service.onFeed((feed) => lags.push(feed.lag_ms ?? NaN))
    const meter = startMeter()
    const before = service.counters()?.frames ?? 0
    await setTimeout((MEASURED_SECONDS - 0.5) * 1_000)
    await nextReport(service)
    const { cores, seconds } = meter()
    const rate = ((service.counters()?.frames ?? 0) - before) / seconds
    undo()

    await sender.silence()
    const { sent, dropped } = await sender.totals()
    const received = await framesOnceStill(service)
    const counters = service.counters()
    const { rejected } = service.feed()
    const rejects = Object.values(rejected).reduce((sum, count) => sum + count, 0)
    lags.sort((a, b) => a - b)
    console.log(`ingest worker, ${MEASURED_SECONDS} s: ${Math.round(rate)} frames/s`)
    console.log(`  sent ${sent}, received ${received}, lost ${sent - received}`)
    console.log(`  dropped by the sender because of a full queue: ${dropped}`)
    console.log(
      `  accepted ${counters?.quotes}, rejected ${rejects}, slow way ${counters?.slowFrames}`,
    )
    console.log(`  pairs ${counters?.pairs}, joined points ${counters?.points}`)
    console.log(`  core use: ${cores.toFixed(2)}, ${perFrame(cores, rate)} a frame`)
    console.log(`  mean lag of a second: ${lags[0]} to ${lags.at(-1)} ms`)
  } finally {
    await service.stop()
  }
}

async function measureBaseline(title: string, take: (frame: Buffer) => void): Promise<void> {
  await using sender = await startSender()
  let frames = 0
  const socket = await new Promise<SocketHandle>((resolve) => {
    const handle = openNodeSocket(sender.url, {
      onOpen: () => resolve(handle),
      onFrame: (frame) => {
        frames++
        take(frame)
      },
      onControl: () => {},
      onClose: () => {},
    })
  })
  await setTimeout(WARM_UP_MS)
  const meter = startMeter()
  const before = frames
  await setTimeout(BASELINE_SECONDS * 1_000)
  const { cores, seconds } = meter()
  const rate = (frames - before) / seconds
  socket.terminate()
  console.log(`${title}, ${BASELINE_SECONDS} s: ${Math.round(rate)} frames/s`)
  console.log(`  core use: ${cores.toFixed(2)}, ${perFrame(cores, rate)} a frame`)
}

/** Processor time of this process and time passed, from now to the call of what is returned. */
function startMeter(): () => { cores: number; seconds: number } {
  const cpu = process.cpuUsage()
  const startedMs = performance.now()
  return () => {
    const { user, system } = process.cpuUsage(cpu)
    const seconds = (performance.now() - startedMs) / 1_000
    return { cores: (user + system) / 1e6 / seconds, seconds }
  }
}

function perFrame(cores: number, rate: number): string {
  return `${((cores / rate) * 1e6).toFixed(2)} us`
}

/** The worker's counts are those of its last report, one a second: what is timed lies between two. */
async function nextReport(service: IngestService): Promise<void> {
  await new Promise<void>((resolve) => {
    const undo = service.onFeed(() => {
      undo()
      resolve()
    })
  })
}

/** Frames received, once two reports agree. */
async function framesOnceStill(service: IngestService): Promise<number> {
  for (let frames = -1; ;) {
    await setTimeout(1_500)
    const now = service.counters()?.frames ?? 0
    if (now === frames) return frames
    frames = now
  }
}

async function startSender() {
  const file = fileURLToPath(new URL('./aggregator.js', import.meta.url))
  const child = fork(file, SENDER_ARGS, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [message] = await once(child, 'message')
  const { url } = listeningSchema.parse(message)
  const control = url.replace('ws:', 'http:')
  return {
    url,
    silence: async () => {
      const body = JSON.stringify({ kind: 'silence' })
      const headers = { 'content-type': 'application/json' }
      await fetch(`${control}/faults`, { method: 'POST', headers, body })
    },
    totals: async () => {
      const response = await fetch(`${control}/status`)
      const { clients } = statusSchema.parse(await response.json())
      const sum = (of: (client: (typeof clients)[number]) => number) =>
        clients.reduce((total, client) => total + of(client), 0)
      return {
        sent: sum((client) => client.sent_frames),
        dropped: sum((client) => client.dropped_frames),
      }
    },
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
