import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { BroadcastChannel, isMainThread, type Worker } from 'node:worker_threads'
import { z } from 'zod'
import { probeRequestSchema, type ProbeReport } from './probe-message'

// Loaded into a server before its own code (`node --import`), and so into each of its threads: tells
// what nobody can see from outside, and breaks what nobody can break from outside.

/** On the channel: the main thread asks, threads answer with their heap in bytes. */
const askedSchema = z.object({ data: z.enum(['measure', 'die']) })
const answeredSchema = z.object({ data: z.number() })

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')
const channel = new BroadcastChannel('soak probe')
if (isMainThread) listenToParent()
else listenToMain()
// It must not keep alive what it watches. The type of `unref` is missing.
Reflect.get(channel, 'unref').call(channel)

function listenToParent(): void {
  const threads = new Set<Worker>()
  process.on('worker', (thread) => {
    threads.add(thread)
    thread.once('exit', () => threads.delete(thread))
  })
  let heaps: number[] = []
  const reportOnceComplete = () => {
    if (heaps.length >= threads.size) process.send?.(measure(heaps))
  }
  channel.addEventListener('message', (answer) => {
    heaps.push(answeredSchema.parse(answer).data)
    reportOnceComplete()
  })
  process.on('message', (message) => {
    const request = probeRequestSchema.parse(message)
    if (request === 'reject') void Promise.reject(new Error('nobody caught this'))
    else if (request === 'crash worker') channel.postMessage('die')
    else {
      heaps = []
      channel.postMessage('measure')
      if (threads.size === 0) reportOnceComplete()
    }
  })
  process.channel?.unref()
}

function listenToMain(): void {
  channel.addEventListener('message', (asked) => {
    if (askedSchema.parse(asked).data === 'measure') {
      collect()
      channel.postMessage(process.memoryUsage().heapUsed)
      return
    }
    setImmediate(() => {
      throw new Error('the soak test broke it')
    })
  })
}

function measure(threadHeaps: readonly number[]): ProbeReport {
  collect()
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage()
  const handles: Record<string, number> = {}
  for (const kind of process.getActiveResourcesInfo()) handles[kind] = (handles[kind] ?? 0) + 1
  return {
    heapBytes: threadHeaps.reduce((sum, heap) => sum + heap, heapUsed),
    bufferBytes: arrayBuffers,
    residentBytes: rss,
    handles,
    listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
  }
}
