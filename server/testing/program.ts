import { spawn, type ChildProcess } from 'node:child_process'
import { get, type IncomingMessage } from 'node:http'
import path from 'node:path'
import { inject } from 'vitest'
import { eventually } from './eventually'

const READY = /^Spreadscope is ready: (http:\/\/127\.0\.0\.1:\d+)$/m

/** The server as a process of its own, on free ports; killed when it is disposed of. */
export class Program implements AsyncDisposable {
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
  stdout = ''
  stderr = ''

  constructor(args: readonly string[], env: Record<string, string> = {}) {
    const { PATH = '' } = process.env
    this.child = spawn(process.execPath, [path.join(inject('bundleDir'), 'main.js'), ...args], {
      env: {
        ...{ PATH, NODE_ENV: 'production', PORT: '0', AGGREGATOR_PORT: '0' },
        // As `npm start` sets it.
        MALLOC_MMAP_THRESHOLD_: '32768',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child.stdout?.on('data', (data: Buffer) => (this.stdout += data.toString()))
    this.child.stderr?.on('data', (data: Buffer) => (this.stderr += data.toString()))
    this.ended = new Promise((resolve) => this.child.once('close', resolve))
  }

  /** Resolves with its address. */
  async ready(): Promise<string> {
    const url = await eventually(() => {
      const match = READY.exec(this.stdout)
      if (match === null) throw new Error(`not ready: ${this.stdout}${this.stderr}`)
      return match[1]!
    })
    return url
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill('SIGKILL')
    await this.ended
  }
}

export async function request(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => get(url, { agent: false }, resolve).on('error', reject))
}
