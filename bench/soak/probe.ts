import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { BroadcastChannel, isMainThread } from 'node:worker_threads'
import { probeRequestSchema, type ProbeReport } from './probe-message'

// Loaded into a server before its own code (`node --import`), and so into each of its threads: tells
// what nobody can see from outside, and breaks what nobody can break from outside.

const channel = new BroadcastChannel('soak probe')
if (isMainThread) listenToParent()
else dieWhenTold()
// It must not keep alive what it watches. The type of `unref` is missing.
Reflect.get(channel, 'unref').call(channel)

function listenToParent(): void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  process.on('message', (message) => {
    const request = probeRequestSchema.parse(message)
    if (request === 'reject') void Promise.reject(new Error('nobody caught this'))
    else if (request === 'crash worker') channel.postMessage('die')
    else if (typeof collect === 'function') {
      collect()
      process.send?.(measure())
    }
  })
  process.channel?.unref()
}

function dieWhenTold(): void {
  channel.addEventListener('message', () => {
    setImmediate(() => {
      throw new Error('the soak test broke it')
    })
  })
}

function measure(): ProbeReport {
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage()
  const handles: Record<string, number> = {}
  for (const kind of process.getActiveResourcesInfo()) handles[kind] = (handles[kind] ?? 0) + 1
  const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0)
  return { heapBytes: heapUsed, bufferBytes: arrayBuffers, residentBytes: rss, handles, listeners }
}
