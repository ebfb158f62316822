import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { BATCH_BYTES, framesOf, MAX_BATCHES, type FrameBatch } from '@/lib/protocol/frame-batch'
import { FrameTap } from './frame-tap'
import { eventually } from '../testing/eventually'

const opened: MessagePort[] = []
afterEach(() => {
  for (const port of opened.splice(0)) port.close()
})

function setup({ givesBack }: { givesBack: boolean }) {
  const { port1, port2 } = new MessageChannel()
  opened.push(port1, port2)
  const frames: string[] = []
  const dropped = { slow: 0, long: 0 }
  port2.on('message', ({ buffer, bytes, dropped: { slow, long } }: FrameBatch) => {
    dropped.slow += slow
    dropped.long += long
    if (buffer === undefined) return
    frames.push(...Array.from(framesOf(buffer, bytes), (frame) => Buffer.from(frame).toString()))
    if (givesBack) port2.postMessage({ buffer }, [buffer])
  })
  return { tap: new FrameTap(port1), frames, dropped, other: port2 }
}

describe(FrameTap, () => {
  it('[RC11] hands over all frames in their order, also those just before its end', async () => {
    const { tap, frames, dropped } = setup({ givesBack: true })
    const sent = Array.from({ length: 3_000 }, (_, at) => `${at}:${'x'.repeat(at % 300)}`)
    for (const frame of sent) tap.take(Buffer.from(frame))
    tap.close()
    tap.close()
    tap.take(Buffer.from('after its end'))
    await eventually(() => expect(frames).toHaveLength(sent.length))
    expect(frames).toEqual(sent)
    expect(dropped).toEqual({ slow: 0, long: 0 })
  })

  it('[RC11] hands over a single frame soon, and its buffers are used again', async () => {
    const { tap, frames } = setup({ givesBack: true })
    for (let count = 1; count <= 3; count++) {
      tap.take(Buffer.from('one'))
      await eventually(() => expect(frames).toHaveLength(count))
    }
    tap.close()
  })

  it('[RC9] drops and counts what finds no buffer, and what is longer than one', async () => {
    const { tap, frames, dropped } = setup({ givesBack: false })
    const large = Buffer.alloc(BATCH_BYTES - 4, 'x')
    for (let count = 0; count < MAX_BATCHES + 5; count++) tap.take(large)
    tap.take(Buffer.alloc(BATCH_BYTES - 3))
    tap.close()
    await eventually(() => expect(dropped).toEqual({ slow: 5, long: 1 }))
    expect(frames).toHaveLength(MAX_BATCHES)
  })

  it('[RC11] told that the receiver ends it hands over what it holds, and takes no more', async () => {
    const { tap, frames, other } = setup({ givesBack: true })
    tap.take(Buffer.from('before'))
    const closed = new Promise((resolve) => other.once('close', resolve))
    other.postMessage({ end: true })
    await closed
    tap.take(Buffer.from('after'))
    expect(frames).toEqual(['before'])
  })

  it('[RC11] ends by itself when nobody is there any more', async () => {
    const { tap, other } = setup({ givesBack: true })
    const clear = vi.spyOn(globalThis, 'clearInterval')
    other.close()
    await eventually(() => expect(clear).toHaveBeenCalledTimes(1))
    tap.take(Buffer.from('nobody'))
    tap.close()
    clear.mockRestore()
  })
})
