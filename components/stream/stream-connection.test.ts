import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SILENCE_MS, StreamConnection } from './stream-connection'
import { fakeStreams } from './testing/fake-streams'
import { barsLine, feedLine, helloLine } from './testing/stream-lines'

function setup() {
  const { open, last } = fakeStreams()
  const events = {
    onLine: vi.fn<(text: string) => void>(),
    onChunkEnd: vi.fn<() => void>(),
    onLost: vi.fn<(lines: number) => void>(),
    onClose: vi.fn<(failure: { detail: string; status?: number }) => void>(),
  }
  const connection = new StreamConnection('/api/stream?pairs=', open, events)
  return { connection, stream: last(), ...events }
}

describe(StreamConnection, () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('[BS2] puts lines together whatever the cuts between chunks', () => {
    const { stream, onLine, onChunkEnd } = setup()
    const text = helloLine(0, []) + feedLine(1) + '\n' + feedLine(2)
    for (const letter of text) stream.say(letter)
    expect(onLine.mock.calls.map(([line]) => `${line}\n`)).toEqual([
      helloLine(0, []),
      feedLine(1),
      feedLine(2),
    ])
    expect(onChunkEnd).toHaveBeenCalledTimes(text.length)
  })

  it('[BS3] tells how many lines are missing between two numbers', () => {
    const { stream, onLost } = setup()
    stream.say(helloLine(0, []), feedLine(1), feedLine(5), 'no line\n', feedLine(7))
    expect(onLost.mock.calls).toEqual([[3], [1]])
  })

  it('[BS4] gives up a server that says nothing for 10 s, and not one that speaks', () => {
    const { stream, onClose } = setup()
    vi.advanceTimersByTime(SILENCE_MS - 1)
    stream.say(feedLine(0))
    vi.advanceTimersByTime(SILENCE_MS - 1)
    expect(onClose).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(onClose).toHaveBeenCalledWith({ detail: 'nothing came for 10 s' })
    expect(stream.isOpen).toBe(false)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('[BS5] says why the server ended the stream', () => {
    const { stream, onClose } = setup()
    stream.say('{"seq":0,"type":"end","reason":"slow"}\n')
    stream.end({ detail: 'the server ended the stream' })
    expect(onClose).toHaveBeenCalledWith({ detail: 'the server said slow' })
  })

  it('[BS6] is silent and without a timer once closed, also from inside an event', () => {
    const { connection, stream, onLine, onChunkEnd, onClose } = setup()
    onLine.mockImplementation(() => connection.close())
    stream.say(feedLine(0), barsLine(1, 'A:X:Y'))
    connection.close()
    expect(onLine).toHaveBeenCalledTimes(1)
    expect(onChunkEnd).not.toHaveBeenCalled()
    expect(onClose).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(0)
  })
})
