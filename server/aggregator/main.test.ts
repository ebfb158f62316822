import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { eventually } from './testing/eventually'
import { FeedListener } from './testing/feed-listener'

const PROGRAM = path.join(inject('bundleDir'), 'aggregator.js')

const listening = z.object({
  type: z.literal('listening'),
  host: z.string(),
  port: z.int(),
  url: z.string(),
  source: z.string(),
})

/** Forgets a program at the end of the block whatever state a failed test left it in. */
function killedAtTheEnd(child: ChildProcess) {
  return { child, [Symbol.dispose]: () => void child.kill('SIGKILL') }
}

function forkProgram(args: readonly string[]) {
  return killedAtTheEnd(fork(PROGRAM, ['--port', '0', ...args], { silent: true }))
}

async function listeningMessage(child: ChildProcess) {
  const [message] = await once(child, 'message')
  return listening.parse(message)
}

async function exitOf(child: ChildProcess): Promise<{ code: unknown; signal: unknown }> {
  const [code, signal] = await once(child, 'exit')
  return { code, signal }
}

describe('the program', () => {
  it.each([
    [['--rate', 'fast'], '--rate must be a number from 1 to 100000, not "fast".'],
    [['--replay', '/nowhere.csv'], 'The replay file /nowhere.csv cannot be read: there is no'],
    [['--fault', 'Nasdaq:stale'], 'There is no exchange "Nasdaq".'],
  ])('[AP1] refuses %j with one sentence and exit code 2', async (args, sentence) => {
    using running = killedAtTheEnd(spawn(process.execPath, [PROGRAM, ...args]))
    const { stdout, stderr } = running.child
    const [said, complaint, exit] = await Promise.all([
      text(stdout!),
      text(stderr!),
      exitOf(running.child),
    ])
    expect(exit).toEqual({ code: 2, signal: null })
    expect(complaint).toContain(sentence)
    expect(complaint.trim().split('\n')).toHaveLength(1)
    expect(said).toBe('')
  })

  it('[AP1] ends where it cannot listen, although its parent is still there', async () => {
    using running = forkProgram(['--host', '192.0.2.1'])
    const [complaint, exit] = await Promise.all([
      text(running.child.stderr!),
      exitOf(running.child),
    ])
    expect(exit).toEqual({ code: 2, signal: null })
    expect(complaint).toMatch(/^aggregator: Cannot listen on 192\.0\.2\.1:0 .*\n$/)
  })

  it('[AP2] explains its options', async () => {
    using running = killedAtTheEnd(spawn(process.execPath, [PROGRAM, '--help']))
    const [said, exit] = await Promise.all([text(running.child.stdout!), exitOf(running.child)])
    expect(exit.code).toBe(0)
    expect(said).toContain('--replay FILE')
  })

  it('[AP3] tells its parent where it listens, and says when the port was taken', async () => {
    using first = forkProgram([])
    const message = await listeningMessage(first.child)
    expect(message.url).toBe(`ws://127.0.0.1:${message.port}`)
    expect(message.source).toBe('simulated')
    using second = forkProgram(['--port', String(message.port)])
    const said = text(second.child.stdout!)
    const other = await listeningMessage(second.child)
    expect(other.port).toBeGreaterThan(message.port)
    second.child.kill()
    expect(await said).toContain(`Port ${message.port} is taken.`)
  })

  it.each(['SIGTERM', 'SIGINT'] as const)(
    '[AP4] closes its clients and exits 0 on %s',
    async (signal) => {
      using running = forkProgram(['--rate', '5000'])
      const { url } = await listeningMessage(running.child)
      await using listener = await FeedListener.open(url)
      await using deaf = await FeedListener.open(url)
      deaf.webSocket.pause()
      await eventually(() => expect(listener.spreads().length).toBeGreaterThan(0))
      running.child.kill(signal)
      expect(await exitOf(running.child)).toEqual({ code: 0, signal: null })
      expect(listener.closedWith).toBe(1001)
    },
  )

  it('[AP5] exits when its parent closes the channel', async () => {
    using running = forkProgram([])
    await listeningMessage(running.child)
    running.child.disconnect()
    expect(await exitOf(running.child)).toEqual({ code: 0, signal: null })
  })

  it('[AP6] exits when its parent is killed', async () => {
    const parentCode = `
      const child = require('node:child_process').fork(process.argv[1], ['--port', '0'])
      child.on('message', (message) => process.stdout.write(JSON.stringify(message)))`
    using parent = killedAtTheEnd(spawn(process.execPath, ['-e', parentCode, PROGRAM]))
    let said = ''
    parent.child.stdout!.on('data', (chunk) => (said += String(chunk)))
    const { url } = await eventually(() => {
      const json = said.slice(said.indexOf('{'))
      return listening.parse(JSON.parse(json))
    })
    await using listener = await FeedListener.open(url)
    parent.child.kill('SIGKILL')
    await eventually(() => expect(listener.closedWith).toBe(1001))
    await eventually(() => expect(FeedListener.open(url)).rejects.toThrow('ECONNREFUSED'))
  })

  it('[AP7] exits when its input ends, if it was told to', async () => {
    const args = [PROGRAM, '--port', '0', '--stop-on-stdin-end']
    using running = killedAtTheEnd(spawn(process.execPath, args))
    await once(running.child.stdout!, 'data')
    running.child.stdin!.end()
    expect(await exitOf(running.child)).toEqual({ code: 0, signal: null })
  })
})
