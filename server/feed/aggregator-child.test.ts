import path from 'node:path'
import { describe, expect, inject, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { AggregatorChild } from './aggregator-child'
import { eventually } from '../testing/eventually'

const FILE = path.join(inject('bundleDir'), 'aggregator.js')

function isAlive(pid: number | undefined): boolean {
  if (pid === undefined) return false
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function firstFrame(url: string): Promise<string> {
  const socket = new WebSocket(url)
  const text = await new Promise<string>((resolve, reject) => {
    socket.once('message', (data: Buffer) => resolve(data.toString()))
    socket.once('error', reject)
  })
  socket.terminate()
  return text
}

describe(AggregatorChild, () => {
  function child(args: string[] = [], file = FILE) {
    const onCrash = vi.fn<(how: string, restartMs: number) => void>()
    return { child: new AggregatorChild({ file, args, port: 0, onCrash }), onCrash }
  }

  it('[AC1] starts the aggregator and says where it listens and what it sends', async () => {
    const { child: aggregator } = child(['--symbols', '2'])
    const { url, source } = await aggregator.start()
    expect(source).toBe('simulated')
    expect(await firstFrame(url)).toContain('AllSymbolInfo')
    await aggregator.stop()
    expect(isAlive(aggregator.pid)).toBe(false)
  })

  it('[AC2] starts it again at the same address when it dies', async () => {
    const { child: aggregator, onCrash } = child()
    const { url } = await aggregator.start()
    const firstPid = aggregator.pid!
    process.kill(firstPid, 'SIGKILL')
    await eventually(async () => expect(await firstFrame(url)).toContain('AllSymbolInfo'))
    expect(onCrash).toHaveBeenCalledWith('SIGKILL', 500)
    expect(aggregator.pid).not.toBe(firstPid)
    await aggregator.stop()
    expect(isAlive(aggregator.pid)).toBe(false)
  })

  it('[AC3] leaves no process when the first start fails, and is not started again', async () => {
    const { child: aggregator, onCrash } = child(['--rate', 'none'])
    await expect(aggregator.start()).rejects.toThrow('ended with exit code 2')
    expect(isAlive(aggregator.pid)).toBe(false)
    expect(onCrash).not.toHaveBeenCalled()
  })

  it('[AC4] can be stopped while it waits to start it again', async () => {
    const { child: aggregator, onCrash } = child()
    await aggregator.start()
    process.kill(aggregator.pid!, 'SIGKILL')
    await eventually(() => expect(onCrash).toHaveBeenCalledOnce())
    const pid = aggregator.pid
    await aggregator.stop()
    await aggregator.stop()
    expect(aggregator.pid).toBe(pid)
    expect(isAlive(pid)).toBe(false)
  })

  it('[AC5] ends one that stands still and takes no signal', async () => {
    const { child: aggregator } = child()
    await aggregator.start()
    const exitListeners = process.listenerCount('exit')
    process.kill(aggregator.pid!, 'SIGSTOP')
    await aggregator.stop()
    expect(isAlive(aggregator.pid)).toBe(false)
    expect(process.listenerCount('exit')).toBe(exitListeners - 1)
  })
})
