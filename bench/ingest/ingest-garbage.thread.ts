import { getHeapStatistics } from 'node:v8'
import { parentPort } from 'node:worker_threads'
import { DEFAULT_HEARTBEAT } from '@/lib/socket/heartbeat-socket'
import type { SocketEvents } from '@/lib/socket/socket-port'
import { createMarketMemory } from '@/lib/spread/market-memory'
import { Ingest } from '@/server/ingest/ingest'
import { median } from '../suite/median'
import { BENCH_LIMITS } from './bench-limits'
import type { GarbageMessage } from './garbage'
import { FRAMES_PER_PIECE, QuoteFrames } from './quote-frames'

const MARKET = { exchanges: 5, symbols: 400 }
const PIECES = (MARKET.exchanges * MARKET.symbols) / FRAMES_PER_PIECE
const HEADER_BYTES = 4
/** All pairs exist and nothing is compiled any more. */
const WARM_UP_ROUNDS = 300
const ROUNDS = 25
const ROUND_MS = 20

const port = parentPort
if (port === null) throw new Error('ingest-garbage.thread runs as a worker thread')

/**
 * Bytes of the heap that are in use afterwards for each frame taken, garbage for the most part; the
 * thread's young generation is so large that garbage is collected in few of the rounds.
 */
function measure(take: (frame: Buffer) => void): number {
  const frames = new QuoteFrames(MARKET)
  const pieces = Array.from({ length: PIECES }, () => Buffer.alloc(frames.pieceBytes))
  let nowMs = Date.now() - (WARM_UP_ROUNDS + ROUNDS) * ROUND_MS
  const left: number[] = []
  let payloads: Buffer[] = []
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++, nowMs += ROUND_MS) {
    const ends = pieces.map((piece) => frames.next(piece, nowMs))
    // Pieces follow each other in the same order, so that their frames stay where they are.
    if (round === 0) payloads = pieces.flatMap((piece, at) => payloadsOf(piece, ends[at]!))
    const before = getHeapStatistics().used_heap_size
    for (const payload of payloads) take(payload)
    const bytes = getHeapStatistics().used_heap_size - before
    if (round >= WARM_UP_ROUNDS) left.push(bytes / payloads.length)
  }
  return median(left)
}

function payloadsOf(piece: Buffer, ends: readonly number[]): Buffer[] {
  return ends.map((end, at) => piece.subarray((ends[at - 1] ?? 0) + HEADER_BYTES, end))
}

let events: SocketEvents<Buffer> | undefined
const ingest = new Ingest(
  { url: '', memory: createMarketMemory(BENCH_LIMITS), heartbeat: DEFAULT_HEARTBEAT, legOrder: [] },
  {
    open: (_url, given) => {
      events = given
      return { ping: () => {}, close: () => {}, terminate: () => {} }
    },
    post: () => {},
    collectGarbage: () => Promise.resolve(),
  },
)
ingest.start()
const message: GarbageMessage = { bytes: measure((frame) => events?.onFrame(frame)) }
ingest.stop()
port.postMessage(message)
