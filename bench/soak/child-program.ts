import { fork, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { until } from './until'

/** What `npm start` says, and the baselines. */
const READY = /ready: (http:\/\/\S+)$/m

export interface ChildProgramOptions {
  /** Folder of the bundled programs. */
  programs: string
  /** Name of the bundle, without its suffix. */
  name: string
  args?: readonly string[]
  /** For Node.js itself. */
  nodeArgs?: readonly string[]
  /** All of its environment. */
  env?: Readonly<Record<string, string>>
  /** Bundle that is loaded before it. */
  preload?: string
}

/** How it ended: the code, or the signal that killed it. */
export interface Ended {
  how: number | NodeJS.Signals | null
  /** Steady clock. */
  atMs: number
}

/** A bundled program in a process of its own. It is killed when it is disposed of. */
export class ChildProgram implements AsyncDisposable {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** Nothing more can be printed, by its children neither. */
  readonly closed: Promise<void>
  #output = ''
  #endedHow: Ended['how'] | undefined

  constructor({ programs, name, args = [], env = {}, preload, ...rest }: ChildProgramOptions) {
    const { nodeArgs = [] } = rest
    const file = (bundle: string) => path.join(programs, `${bundle}.js`)
    this.child = fork(file(name), args, {
      env: { NODE_ENV: 'production', ...env },
      execArgv: [...nodeArgs, ...(preload === undefined ? [] : ['--import', file(preload)])],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#output += text))
    }
    this.ended = new Promise((resolve) => {
      this.child.once('exit', (code, signal) => {
        this.#endedHow = code ?? signal
        resolve({ how: code ?? signal, atMs: performance.now() })
      })
    })
    this.closed = new Promise((resolve) => this.child.once('close', () => resolve()))
  }

  /** @throws Error when it could not be started */
  get pid(): number {
    if (this.child.pid === undefined) throw new Error('the program was not started')
    return this.child.pid
  }

  /** Everything it has printed. */
  get output(): string {
    return this.#output
  }

  /**
   * The address that it prints when it is ready.
   *
   * @throws Error with what it printed when it ends before, or says none for a minute; it is killed then
   */
  async readyUrl(): Promise<string> {
    try {
      return await until('a program that is ready', () => {
        if (this.#endedHow !== undefined) {
          throw new Error(`it ended with ${this.#endedHow}: ${this.#output}`)
        }
        return READY.exec(this.#output)?.[1]
      })
    } catch (error) {
      await this[Symbol.asyncDispose]()
      throw error
    }
  }

  /** Sends a message and resolves with the next one it sends. Rejects when it ends before. */
  async ask(message: object | string): Promise<unknown> {
    const answer = this.message()
    this.child.send(message)
    return answer
  }

  /** The next message it sends. Rejects when it ends before. */
  async message(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.child.once('message', resolve)
      void this.ended.then(({ how }) => {
        reject(new Error(`it ended with ${how}: ${this.#output.slice(-2_000)}`))
      })
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill('SIGKILL')
    await this.ended
  }
}
