import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DEFAULT_HEARTBEAT, HeartbeatSocket, type SocketState } from './heartbeat-socket'
import type { SocketEvents } from './socket-port'

interface Dial {
  events: SocketEvents<string>
  pings: number
  ended: 'close' | 'terminate' | 'by peer' | undefined
}

/** Shortest delay of the back-off: the tests make chance choose it. */
const RETRY_MS = 500

function setup() {
  const dials: Dial[] = []
  const frames: string[] = []
  const lost: string[] = []
  const onState = vi.fn<(state: SocketState) => void>()
  const socket = new HeartbeatSocket<string>({
    ...DEFAULT_HEARTBEAT,
    url: 'ws://feed.test',
    open: (_url, events) => {
      const onClose: typeof events.onClose = (cause) => {
        dial.ended ??= 'by peer'
        events.onClose(cause)
      }
      const dial: Dial = { events: { ...events, onClose }, pings: 0, ended: undefined }
      dials.push(dial)
      return {
        ping: () => void dial.pings++,
        close: () => (dial.ended = 'close'),
        terminate: () => (dial.ended = 'terminate'),
      }
    },
    onFrame: (frame) => frames.push(frame),
    onLost: (cause) => lost.push(cause),
    onState,
  })
  const lastDial = () => dials.at(-1)!
  const startLive = () => {
    socket.start()
    lastDial().events.onOpen()
    lastDial().events.onFrame('first')
  }
  const states = () => onState.mock.calls.map(([state]) => state)
  return { dials, frames, lastDial, lost, onState, socket, startLive, states }
}

describe(HeartbeatSocket, () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.spyOn(Math, 'random').mockReturnValue(0)
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  it('[HB2] is live only once the peer was heard: a frame or the answer to a ping', () => {
    const { lastDial, socket, states } = setup()
    socket.start()
    lastDial().events.onOpen()
    expect(lastDial().pings).toBe(1)
    expect(socket.state).toBe('connecting')
    lastDial().events.onControl()
    expect(states()).toEqual(['connecting', 'live'])
  })

  it('[HB3] pings after 5 s without a word, is silent 2 s later, drops the peer 10 s after the ping', () => {
    const { dials, lastDial, lost, socket, startLive, states } = setup()
    startLive()
    const first = lastDial()
    const pingsBefore = first.pings
    vi.advanceTimersByTime(4_999)
    expect(first.pings).toBe(pingsBefore)
    vi.advanceTimersByTime(1)
    expect(first.pings).toBe(pingsBefore + 1)
    vi.advanceTimersByTime(1_999)
    expect(socket.state).toBe('live')
    vi.advanceTimersByTime(1)
    expect(socket.state).toBe('silent')
    vi.advanceTimersByTime(7_999)
    expect(first.ended).toBeUndefined()
    vi.advanceTimersByTime(1)
    expect(first.ended).toBe('terminate')
    expect(lost).toEqual(['timeout'])
    vi.advanceTimersByTime(RETRY_MS)
    expect(dials).toHaveLength(2)
    expect(states()).toEqual(['connecting', 'live', 'silent', 'waiting', 'connecting'])
  })

  it.each(['onFrame', 'onControl'] as const)('[HB4] takes %s as a sign of life', (event) => {
    const { lastDial, socket, startLive } = setup()
    startLive()
    for (let beat = 0; beat < 10; beat++) {
      vi.advanceTimersByTime(6_999)
      lastDial().events[event]('a word')
      expect(socket.state).toBe('live')
    }
    vi.advanceTimersByTime(7_000)
    expect(socket.state).toBe('silent')
    lastDial().events[event]('late, but a word')
    expect(socket.state).toBe('live')
  })

  it('[HB4] sends no ping while frames arrive', () => {
    const { lastDial, startLive } = setup()
    startLive()
    const pingsBefore = lastDial().pings
    for (let second = 0; second < 60; second++) {
      vi.advanceTimersByTime(1_000)
      lastDial().events.onFrame('tick')
    }
    expect(lastDial().pings).toBe(pingsBefore)
  })

  it.each([
    ['that does not open', () => {}],
    ['that opens and stays mute', (dial: Dial) => dial.events.onOpen()],
  ])('[HB5] gives up an attempt %s after 10 s', (_, act) => {
    const { lastDial, lost, socket } = setup()
    socket.start()
    act(lastDial())
    vi.advanceTimersByTime(9_999)
    expect(socket.state).toBe('connecting')
    vi.advanceTimersByTime(1)
    expect(socket.state).toBe('waiting')
    expect(lastDial().ended).toBe('terminate')
    expect(lost).toEqual(['timeout'])
  })

  it('[HB6] waits longer after each failure, until a frame arrives: an open socket is not enough', () => {
    vi.mocked(Math.random).mockReturnValue(1)
    const { lastDial, socket } = setup()
    const waitedMs: number[] = []
    const fail = () => {
      lastDial().events.onClose('closed')
      waitedMs.push(socket.nextAttemptMs! - Date.now())
      vi.advanceTimersByTime(waitedMs.at(-1)!)
    }
    socket.start()
    for (let failure = 0; failure < 3; failure++) {
      lastDial().events.onOpen()
      lastDial().events.onControl()
      fail()
    }
    expect(socket.failures).toBe(3)
    lastDial().events.onOpen()
    lastDial().events.onFrame('data')
    expect(socket.failures).toBe(0)
    fail()
    expect(waitedMs).toEqual([1_000, 2_000, 4_000, 1_000])
  })

  it('[HB7] hears nothing from a connection it has given up', () => {
    const { dials, frames, lost, socket, startLive } = setup()
    startLive()
    vi.advanceTimersByTime(15_000 + RETRY_MS)
    expect(dials).toHaveLength(2)
    const given = dials[0]!.events
    given.onFrame('late')
    given.onOpen()
    given.onControl()
    given.onClose('oversized')
    expect(frames).toEqual(['first'])
    expect(lost).toEqual(['timeout'])
    expect(socket.state).toBe('connecting')
  })

  it('[HB8] holds one timer and one connection through 100 reconnects', () => {
    const { dials, lastDial, socket, startLive } = setup()
    startLive()
    for (let count = 0; count < 100; count++) {
      lastDial().events.onClose('closed')
      expect(vi.getTimerCount()).toBe(1)
      vi.advanceTimersByTime(RETRY_MS)
      lastDial().events.onOpen()
      expect(vi.getTimerCount()).toBe(1)
      lastDial().events.onFrame('data')
      expect(vi.getTimerCount()).toBe(1)
    }
    expect(dials).toHaveLength(101)
    expect(dials.filter((dial) => dial.ended === undefined)).toHaveLength(1)
    expect(socket.state).toBe('live')
  })

  it.each([
    ['idle', undefined],
    ['connecting', 'close'],
    ['live', 'close'],
    ['silent', 'close'],
    ['waiting', 'by peer'],
  ])('[HB9] leaves neither timer nor connection when closed while %s', (state, ended) => {
    const { dials, socket, startLive, onState } = setup()
    if (state === 'connecting') socket.start()
    else if (state !== 'idle') startLive()
    if (state === 'silent') vi.advanceTimersByTime(7_000)
    if (state === 'waiting') dials[0]!.events.onClose('closed')
    expect(socket.state).toBe(state)
    socket.close()
    socket.close()
    const told = onState.mock.calls.length
    dials[0]?.events.onFrame('late')
    dials[0]?.events.onClose('closed')
    expect(vi.getTimerCount()).toBe(0)
    expect(socket.state).toBe('closed')
    expect(onState).toHaveBeenCalledTimes(told)
    expect(dials[0]?.ended).toBe(ended)
  })

  it.each(['connecting', 'live', 'silent', 'waiting'] as const)(
    '[HB10] may be closed on being told of %s',
    (at) => {
      const { dials, frames, socket, onState } = setup()
      onState.mockImplementation((state) => {
        if (state === at) socket.close()
      })
      socket.start()
      dials[0]?.events.onOpen()
      dials[0]?.events.onFrame('data')
      vi.advanceTimersByTime(20_000)
      expect(socket.state).toBe('closed')
      expect(vi.getTimerCount()).toBe(0)
      expect(frames).toEqual(at === 'connecting' || at === 'live' ? [] : ['data'])
    },
  )

  it('[HB11] starts once', () => {
    const { socket } = setup()
    socket.start()
    expect(() => socket.start()).toThrow('already connecting')
    socket.close()
  })
})
