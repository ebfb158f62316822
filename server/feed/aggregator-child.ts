import { fork, type ChildProcess } from 'node:child_process'
import { z } from 'zod'

/** A child that has not said by then where it listens is killed. */
const LISTENING_TIMEOUT_MS = 10_000
/** It has nothing to lose, and the whole server has 4 s to stop in. */
const STOP_TIMEOUT_MS = 1_000
const RESTART_MIN_MS = 500
const RESTART_MAX_MS = 30_000
/** After running this long a crash is a new one. */
const STABLE_MS = 60_000

const listeningSchema = z.object({
  type: z.literal('listening'),
  port: z.int(),
  url: z.string(),
  source: z.enum(['simulated', 'replay']),
})
type Listening = z.infer<typeof listeningSchema>

export interface AggregatorChildOptions {
  /** Path of the bundled program. */
  file: string
  /** Without `--port`. */
  args: readonly string[]
  /** Of the first start; later ones take the port it then had, so that its address stays. */
  port: number
  onCrash: (how: string, restartMs: number) => void
}

/**
 * The embedded aggregator as a process of its own, started again when it dies.
 *
 * `start` once; `stop` any number of times, and no process and no timer is left after it.
 */
export class AggregatorChild {
  readonly #options: AggregatorChildOptions
  #port: number
  #child: ChildProcess | undefined
  #restartTimer: NodeJS.Timeout | undefined
  #failures = 0
  #isStopped = false

  constructor(options: AggregatorChildOptions) {
    this.#options = options
    this.#port = options.port
  }

  /** Undefined before the first start. Tests kill it by this and see that it is gone. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Resolves once it accepts connections. Rejects, leaving nothing, when it does not. */
  async start(): Promise<Listening> {
    try {
      const listening = await this.#launch()
      this.#port = listening.port
      return listening
    } catch (error) {
      await this.stop()
      throw error
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#restartTimer)
    const child = this.#child
    if (child === undefined || hasEnded(child)) return
    const deadline = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('exit', resolve))
    clearTimeout(deadline)
  }

  #launch(): Promise<Listening> {
    const { file, args } = this.#options
    const child = fork(file, [...args, '--port', String(this.#port)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // In a group of its own Ctrl-C does not reach it: ending it is up to `stop`. Should this
      // process be gone, the channel closes, which ends it too.
      detached: true,
      // A debugger's port must not be taken a second time.
      execArgv: [],
    })
    this.#child = child
    // However this process ends: a child that stands still would not notice that the channel closed.
    const killWithParent = () => void child.kill('SIGKILL')
    process.once('exit', killWithParent)
    const startedMs = performance.now()
    return new Promise((resolve, reject) => {
      let wasListening = false
      const deadline = setTimeout(() => child.kill('SIGKILL'), LISTENING_TIMEOUT_MS)
      const end = (how: string) => {
        clearTimeout(deadline)
        process.off('exit', killWithParent)
        reject(new Error(`The embedded aggregator ended with ${how}`))
        // Only the very first start is somebody's to wait for, and theirs to give up.
        if (wasListening || this.#failures > 0) this.#restart(how, startedMs)
      }
      child.on('message', (message) => {
        const listening = listeningSchema.safeParse(message)
        if (!listening.success) return
        wasListening = true
        clearTimeout(deadline)
        // Whoever reads from it knows only the address it had before.
        if (this.#failures > 0 && listening.data.port !== this.#port) child.kill('SIGTERM')
        else resolve(listening.data)
      })
      child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`))
      child.on('error', (error) => {
        // Without a pid it was never started, and no 'exit' follows.
        if (child.pid === undefined) end(error.message)
      })
    })
  }

  #restart(how: string, startedMs: number): void {
    if (this.#isStopped) return
    if (performance.now() - startedMs >= STABLE_MS) this.#failures = 0
    const restartMs = Math.min(RESTART_MAX_MS, RESTART_MIN_MS * 2 ** this.#failures++)
    this.#options.onCrash(how, restartMs)
    this.#restartTimer = setTimeout(() => {
      // A failure is told by 'exit', which restarts; there is nobody left to tell.
      this.#launch().catch(() => {})
    }, restartMs)
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null
}
