import * as fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { putFrame } from '@/lib/protocol/frame-batch'
import { LakeFiles, type LakeFileSystem } from '../lake-files'
import { Recorder } from '../recorder'

/** For some 500 frames. */
const BUFFER_BYTES = 128 * 1024

/** A recorder into a temporary folder, with a clock of its own. */
export async function openRig(
  options: { maxOpenFiles?: number; root?: string } = {},
  change: Partial<LakeFileSystem> = {},
) {
  const parent = await fs.mkdtemp(path.join(os.tmpdir(), 'recorder-'))
  const root = options.root ?? path.join(parent, 'lake')
  const clock = { nowMs: 0 }
  const told: string[] = []
  const recorder = new Recorder({
    root,
    files: new LakeFiles(root, { ...fs, ...change }),
    maxOpenFiles: options.maxOpenFiles ?? 200,
    log: ({ text }) => told.push(text),
    now: () => clock.nowMs,
  })
  await recorder.start()
  const take = (frames: readonly (string | Buffer)[]) => {
    const buffer = new ArrayBuffer(BUFFER_BYTES)
    let bytes = 0
    for (const frame of frames) {
      bytes = putFrame(new Uint8Array(buffer), bytes, Buffer.from(frame))
    }
    recorder.take({ buffer, bytes, dropped: { slow: 0, long: 0 } }, () => {})
  }
  const names = async () => {
    const all = await fs.readdir(root, { recursive: true })
    return all.filter((name) => name.endsWith('.parquet')).toSorted()
  }
  const dispose = () => fs.rm(parent, { recursive: true, force: true })
  return { recorder, root, clock, told, take, names, [Symbol.asyncDispose]: dispose }
}

/** A frame as the aggregator writes it, with numbers as text. */
export function wireFrame(fields: Readonly<Record<string, string>> = {}): string {
  const all = {
    BestBid: '0.12345000',
    BestAsk: '0.12350000',
    SpreadPercentage: '0.0404858299595141700404858300',
    MinVolume: '3000000',
    MaxVolume: '1000000000',
    ServerTimestamp: 'null',
    Exchange: '"Bybit"',
    Symbol: '"ICP_USDT"',
    Timestamp: '"2025-11-19T12:47:00.1234567Z"',
    ...fields,
  }
  const payload = Object.entries(all).map(([name, value]) => `"${name}":${value}`)
  return `{"MessageType":"Spread","Payload":{${payload.join(',')}}}`
}

export function wireTrade(fields: Readonly<Record<string, string>> = {}): string {
  const all = {
    Price: '45.23',
    Quantity: '1.5',
    Side: '"Buy"',
    Exchange: '"Binance"',
    Symbol: '"ICPUSDT"',
    Timestamp: '"2025-11-19T12:47:00.12Z"',
    ...fields,
  }
  const payload = Object.entries(all).map(([name, value]) => `"${name}":${value}`)
  return `{"MessageType":"Trade","Payload":{${payload.join(',')}}}`
}
