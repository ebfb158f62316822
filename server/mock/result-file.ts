import type { FileHandle } from 'node:fs/promises'
import { deserialize, serialize } from 'node:v8'
import type { MarketLimits } from '@/lib/spread/market-limits'
import type { BuiltMarket } from './built-market'
import type { LoadResult } from './load-message'

/**
 * A result between processes, which share no memory:
 *
 *   length of the head, 4 bytes | head | the bytes of each buffer, in the order of `BufferSizes`
 */
type Head = Exclude<LoadResult, { kind: 'built' }> | { kind: 'built'; market: MarketHead }

interface MarketHead extends Omit<BuiltMarket, 'memory' | 'windowSlabs' | 'seriesSlabs'> {
  limits: MarketLimits
  sizes: BufferSizes
}

/** In bytes. */
interface BufferSizes {
  windows: number
  series: number
  wakes: number
  windowSlabs: readonly number[]
  seriesSlabs: readonly number[]
}

/** Gives the parts to `write` in their order. */
export function writeResult(result: LoadResult, write: (bytes: Uint8Array) => void): void {
  if (result.kind !== 'built') {
    writeHead(result, write)
    return
  }
  const { memory, windowSlabs, seriesSlabs, ...rest } = result.market
  const { limits, windows, series, wakes } = memory
  const sizes = {
    windows: windows.byteLength,
    series: series.byteLength,
    wakes: wakes.byteLength,
    windowSlabs: windowSlabs.map(({ byteLength }) => byteLength),
    seriesSlabs: seriesSlabs.map(({ byteLength }) => byteLength),
  }
  writeHead({ kind: 'built', market: { ...rest, limits, sizes } }, write)
  for (const buffer of [windows, series, wakes, ...windowSlabs, ...seriesSlabs]) {
    write(new Uint8Array(buffer))
  }
}

/** What `writeResult` wrote; the buffers are filled where they stay. Rejects when a part is missing. */
export async function readResult(file: FileHandle): Promise<LoadResult> {
  let position = 0
  const fill = async (target: Uint8Array) => {
    for (let at = 0; at < target.length;) {
      const { bytesRead } = await file.read(target, at, target.length - at, position)
      if (bytesRead === 0) throw new Error('the result ends early')
      at += bytesRead
      position += bytesRead
    }
  }
  const length = new Uint32Array(1)
  await fill(new Uint8Array(length.buffer))
  const bytes = new Uint8Array(length[0]!)
  await fill(bytes)
  const head: Head = deserialize(bytes)
  if (head.kind !== 'built') return head
  const { limits, sizes, ...rest } = head.market
  const buffer = async (size: number) => {
    const shared = new SharedArrayBuffer(size)
    await fill(new Uint8Array(shared))
    return shared
  }
  const slabs = async (slabSizes: readonly number[]) => {
    const list: SharedArrayBuffer[] = []
    for (const size of slabSizes) list.push(await buffer(size))
    return list
  }
  const memory = {
    limits,
    windows: await buffer(sizes.windows),
    series: await buffer(sizes.series),
    wakes: await buffer(sizes.wakes),
  }
  const windowSlabs = await slabs(sizes.windowSlabs)
  const seriesSlabs = await slabs(sizes.seriesSlabs)
  return { kind: 'built', market: { ...rest, memory, windowSlabs, seriesSlabs } }
}

function writeHead(head: Head, write: (bytes: Uint8Array) => void): void {
  const bytes = serialize(head)
  write(new Uint8Array(Uint32Array.of(bytes.length).buffer))
  write(bytes)
}
