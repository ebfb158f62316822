import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { BroadcastChannel, isMainThread, type Worker } from 'node:worker_threads'
import { z } from 'zod'
import { BALLAST_BYTES, probeRequestSchema, type ProbeReport } from './probe-message'

// Loaded into a server before its own code (`node --import`), and so into each of its threads: tells
// what nobody can see from outside, and breaks what nobody can break from outside.

/** On the channel: the main thread asks, threads answer with a number. */
const askedSchema = z.object({ data: z.enum(['measure', 'die', 'watch pauses', 'pauses']) })
const NS_PER_MS = 1e6
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
  let answers: number[] = []
  let report: (answers: readonly number[]) => object = measure
  const reportOnceComplete = () => {
    if (answers.length >= threads.size) process.send?.(report(answers))
  }
  channel.addEventListener('message', (answer) => {
    answers.push(answeredSchema.parse(answer).data)
    reportOnceComplete()
  })
  const ask = (what: 'measure' | 'pauses', then: typeof report) => {
    answers = []
    report = then
    channel.postMessage(what)
    if (threads.size === 0) reportOnceComplete()
  }
  const ballast: Buffer[] = []
  process.on('message', (message) => {
    const request = probeRequestSchema.parse(message)
    switch (request) {
      case 'reject':
        return void Promise.reject(new Error('nobody caught this'))
      case 'crash worker':
        return channel.postMessage('die')
      case 'hold ballast':
        ballast.push(Buffer.alloc(BALLAST_BYTES, 1))
        return void process.send?.({ held: ballast.length })
      case 'drop ballast':
        ballast.length = 0
        return collect()
      case 'watch pauses':
        return channel.postMessage(request)
      case 'pauses':
        return ask(request, (pauses) => ({ longestMs: Math.max(...pauses) }))
      case 'measure':
        return ask(request, measure)
    }
  })
  process.channel?.unref()
}

function listenToMain(): void {
  const delays = monitorEventLoopDelay({ resolution: 1 })
  channel.addEventListener('message', (asked) => {
    switch (askedSchema.parse(asked).data) {
      case 'measure':
        collect()
        return channel.postMessage(process.memoryUsage().heapUsed)
      case 'die':
        setImmediate(() => {
          throw new Error('the soak test broke it')
        })
        return
      case 'watch pauses':
        delays.enable()
        return delays.reset()
      case 'pauses':
        delays.disable()
        return channel.postMessage(delays.max / NS_PER_MS)
    }
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
