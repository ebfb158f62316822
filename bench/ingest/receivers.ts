import { execFileSync, spawn } from 'node:child_process'
import { on, once } from 'node:events'
import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import { processorSeconds } from '../suite/process-figures'
import { type BaselineMessage, baselineMessageSchema, type BaselineSetup } from './baseline-message'
import type { Receiver } from './baseline-way'
import type { TakerOptions } from './takers'

/** The predecessor's algorithm with the library that it used. */
const PYTHON_PROGRAM = 'bench/ingest/predecessor.py'
/** Debian's own finds python3-websockets, which another one on the path need not. */
const PYTHONS = ['/usr/bin/python3', 'python3']

/** On a thread of its own, as the server's ingest worker is. */
export function threadReceiver(url: string, options: TakerOptions): Receiver {
  const setup: BaselineSetup = { url, ...options }
  const worker = new Worker(new URL('./ingest-baseline.thread.js', import.meta.url), {
    workerData: setup,
  })
  const messages = on(worker, 'message')
  return {
    next: async () => baselineMessageSchema.parse((await messages.next()).value[0]),
    cpuSeconds: () => {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1e6
    },
    [Symbol.asyncDispose]: async () => {
      await messages.return?.()
      await worker.terminate()
    },
  }
}

/** A Python that has websockets; undefined: there is none. */
export function findPython(): string | undefined {
  return PYTHONS.find((python) => {
    try {
      execFileSync(python, ['-c', 'import websockets'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
}

/** `3.11.7, websockets 10.4` */
export function describePython(python: string): string {
  const program =
    'import platform, websockets; print(platform.python_version() + ", websockets " + websockets.__version__)'
  return execFileSync(python, ['-c', program], { encoding: 'utf8' }).trim()
}

export function pythonReceiver(python: string, url: string, points: number): Receiver {
  const child = spawn(python, [PYTHON_PROGRAM, url, String(points)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    next: async (): Promise<BaselineMessage> => {
      const line = await lines.next()
      if (line.done === true) throw new Error('ingest baseline: the Python program has ended')
      return baselineMessageSchema.parse(JSON.parse(line.value))
    },
    cpuSeconds: () => processorSeconds(child.pid ?? NaN),
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null) return
      child.kill()
      await once(child, 'exit')
    },
  }
}
