import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { json } from 'node:stream/consumers'
import { describe, expect, inject, it } from 'vitest'
import { streamLineSchema, type StreamLine } from '@/lib/protocol/stream-line'
import { eventually } from './testing/eventually'
import { Program, request } from './testing/program'

const LAST_PORT = 65_535
const AGGREGATOR = /on ws:\/\/127\.0\.0\.1:(\d+)\./

const positive: unknown = expect.toSatisfy((value: number) => value > 0)

async function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

describe('main.js', () => {
  it('[MP1] says all that is wrong with its options and variables, and exits with 2', async () => {
    await using program = new Program(['--speed', '99', '--no-pages'], { MAX_PAIRS: 'many' })
    expect(await program.ended).toBe(2)
    expect(program.stderr.trim().split('\n')).toHaveLength(2)
    expect(program.stderr).toContain('MAX_PAIRS must be a whole number')
    expect(program.stdout).toBe('')
  })

  it('[MP2] streams what the embedded aggregator simulates, and stops on SIGTERM', async () => {
    await using program = new Program(['--no-pages', '--seed', '7'])
    const url = await program.ready()
    const lines: StreamLine[] = []
    const response = await request(`${url}/api/stream?top=5`)
    response.on('error', () => {})
    createInterface({ input: response }).on('line', (line) => {
      lines.push(streamLineSchema.parse(JSON.parse(line)))
    })
    await eventually(() => expect(lines.some(({ type }) => type === 'bars')).toBe(true))
    expect(lines[0]).toMatchObject({ type: 'hello', simulated: true, source: 'simulated' })
    const health = await json(await request(`${url}/api/health`))
    expect(health).toMatchObject({ status: 'healthy', feed: { state: 'connected' } })
    // Peers that could hold up a server that waits for them.
    const port = Number(new URL(url).port)
    const silent = connect(port, '127.0.0.1').on('error', () => {})
    const halfSent = connect(port, '127.0.0.1').on('error', () => {})
    halfSent.write('GET /api/health HTTP/1.1\r\nho')

    program.child.kill('SIGTERM')
    expect(await program.ended).toBe(0)
    expect(program.stderr).not.toContain('left behind')
    expect(lines.at(-1)).toMatchObject({ type: 'end', reason: 'shutdown' })
    expect(await isListening(port)).toBe(false)
    const [, aggregatorPort] = AGGREGATOR.exec(program.stdout)!
    expect(await isListening(Number(aggregatorPort))).toBe(false)
    silent.destroy()
    halfSent.destroy()
  })

  it('[MP3] says which port is in use, and leaves nothing', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as AddressInfo
    await using program = new Program(['--no-pages'], { PORT: String(port) })
    expect(await program.ended).toBe(1)
    expect(program.stderr).toContain(`port ${port} on 127.0.0.1 is in use`)
    expect(program.stdout).not.toContain('ready')
    const [, aggregatorPort] = AGGREGATOR.exec(program.stdout)!
    expect(await isListening(Number(aggregatorPort))).toBe(false)
    taken.close()
  })

  it('[MP9] says in one sentence that the embedded aggregator does not start', async () => {
    // There is no next one. Should another program have it already, all the better.
    const taken = createServer().on('error', () => {})
    taken.listen(LAST_PORT, '127.0.0.1')
    await using program = new Program(['--no-pages'], { AGGREGATOR_PORT: String(LAST_PORT) })
    expect(await program.ended).toBe(1)
    expect(program.stderr.trim().split('\n')).toEqual([
      `aggregator: No port from ${LAST_PORT} to ${LAST_PORT} is free on 127.0.0.1.`,
      'The embedded aggregator ended with exit code 2.',
    ])
    taken.close()
  })

  it('[MP10] starts nothing for a recording that cannot be replayed', async () => {
    await using program = new Program(['--no-pages', '--replay', '/'])
    expect(await program.ended).toBe(2)
    expect(program.stderr).toBe('The replay file / cannot be read: it is a folder.\n')
    expect(program.stdout).toBe('')
  })

  it('[MP4] starts without any feed, and says so', async () => {
    await using program = new Program(['--no-pages'], { DISABLE_WEBSOCKET_CLIENT: 'true' })
    const url = await program.ready()
    const health = await json(await request(`${url}/api/health`))
    expect(health).toMatchObject({ source: 'none', feed: { state: 'disabled' } })
    program.child.kill('SIGINT')
    expect(await program.ended).toBe(0)
  })

  it('[MP8] says in its health what went over a limit', async () => {
    const limits = { MAX_PAIRS: '1', MAX_WINDOWS: '6' }
    await using program = new Program(['--no-pages', '--symbols=2', '--exchanges=4'], limits)
    const url = await program.ready()
    await eventually(async () => {
      const health = await json(await request(`${url}/api/health`))
      expect(health).toMatchObject({ market: { pairs: 1, windows: 6, pairsRefused: positive } })
      expect(health).toMatchObject({ market: { windowsEvicted: positive } })
    })
  })

  it('[MP14] ends with 0 when it is stopped before there is anything to close', async () => {
    // Sent by its own first import, before anything else of it is loaded.
    const signal = `
      import { isMainThread } from 'node:worker_threads'
      const isServer = isMainThread && process.argv[1]?.endsWith('main.js')
      const stop = () => {
        if (process.listenerCount('SIGTERM') > 0) process.kill(process.pid, 'SIGTERM')
        else setImmediate(stop)
      }
      if (isServer) stop()`
    const script = `data:text/javascript,${encodeURIComponent(signal)}`
    await using program = new Program(['--no-pages'], { NODE_OPTIONS: `--import ${script}` })
    expect(await program.ended).toBe(0)
    expect(program.stdout).toBe('')
  })

  it('[MP6] can be stopped while it is starting', async () => {
    await using program = new Program(['--no-pages'])
    // Its first words are the aggregator's: the server itself is not ready yet.
    await eventually(() => expect(program.stdout).toMatch(AGGREGATOR))
    program.child.kill('SIGTERM')
    expect(await program.ended).toBe(0)
    const [, aggregatorPort] = AGGREGATOR.exec(program.stdout)!
    expect(await isListening(Number(aggregatorPort))).toBe(false)
  })

  it('[MP11] ends with 1 and says why after a rejection that nobody handled', async () => {
    // Loaded into every thread and child; the main thread of the server alone fails, when told to.
    const fault = `
      import { isMainThread } from 'node:worker_threads'
      const isServer = isMainThread && process.argv[1]?.endsWith('main.js')
      if (isServer) process.on('SIGUSR2', () => Promise.reject(new Error('nobody expected this')))`
    const script = `data:text/javascript,${encodeURIComponent(fault)}`
    await using program = new Program(['--no-pages'], { NODE_OPTIONS: `--import ${script}` })
    await program.ready()
    program.child.kill('SIGUSR2')
    expect(await program.ended).toBe(1)
    expect(program.stderr).toContain('"msg":"an error nobody expected')
    expect(program.stderr).toContain('nobody expected this')
    const [, aggregatorPort] = AGGREGATOR.exec(program.stdout)!
    await eventually(async () => expect(await isListening(Number(aggregatorPort))).toBe(false))
  })

  it('[MP13] loads polars, which takes tens of MiB, for mock data only', () => {
    for (const program of ['serve', 'ingest.thread', 'chart.thread', 'recorder.thread']) {
      const code = readFileSync(path.join(inject('bundleDir'), `${program}.js`), 'utf8')
      expect(code).not.toMatch(/from "nodejs-polars"/)
    }
  })

  it('[MP5] explains itself', async () => {
    await using program = new Program(['--help'])
    expect(await program.ended).toBe(0)
    expect(program.stdout).toContain('--replay FILE')
    expect(program.stdout).toContain('MAX_SUBSCRIBERS')
  })
})
