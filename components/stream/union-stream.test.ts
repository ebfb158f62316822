import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LinkState } from './tab-messages'
import { fakeStreams } from './testing/fake-streams'
import {
  barsFields,
  barsLine,
  feedLine,
  helloLine,
  seriesFields,
  seriesLine,
} from './testing/stream-lines'
import { SPARE_PAIRS } from './pair-union'
import { RESNAPSHOT_MS, TAKE_OVER_MS, UnionStream } from './union-stream'

const A = 'A:X:Y'
const B = 'B:X:Y'
const C = 'C:X:Y'
const WINDOW = 900

function setup() {
  const fake = fakeStreams()
  const lines: string[] = []
  const links: LinkState[] = []
  const stream = new UnionStream({
    kind: { source: 'live', spread: 'bid' },
    open: fake.open,
    onLine: (text) => lines.push(`${text}\n`),
    onChunkEnd: () => {},
    onLink: (link) => links.push(link),
  })
  const want = (...pairs: string[]) => stream.want(new Set(pairs), WINDOW)
  const phase = () => stream.link.phase
  return { ...fake, stream, want, lines, links, phase }
}

/** Streams `pairs` until the first stream has taken over. */
function setupLive(...pairs: string[]) {
  const all = setup()
  all.want(...pairs)
  all.last().say(helloLine(0, pairs), ...pairs.map((pair, index) => seriesLine(index + 1, pair)))
  return all
}

describe(UnionStream, () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.spyOn(Math, 'random').mockReturnValue(1)
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  it('[BS7] asks for all wanted pairs at once and is live with the first line', () => {
    const { want, last, phase, links } = setup()
    want(A, B)
    expect(last().url).toBe('/api/stream?spread=bid&window=900&pairs=A:X:Y,B:X:Y')
    expect(phase()).toBe('connecting')
    last().say(helloLine(0, [A, B]))
    expect(phase()).toBe('live')
    expect(links).toHaveLength(1)
  })

  it('[BS8] keeps the old stream until the new one has brought every pair it knows', () => {
    const { streams, want, openOnes } = setupLive(A)
    want(A, B, C)
    const [first, second] = [streams[0]!, streams[1]!]
    second.say(helloLine(0, [A, B], [C]), seriesLine(1, A))
    expect(openOnes()).toEqual([first, second])
    second.say(seriesLine(2, B))
    expect(openOnes()).toEqual([second])
  })

  it('[BS8] takes each pair from one stream only: the new one once its series has come', () => {
    const { streams, want, lines } = setupLive(A, B)
    want(A, B, C)
    const [first, second] = [streams[0]!, streams[1]!]
    second.say(helloLine(0, [A, B, C]), seriesLine(1, A))
    lines.length = 0
    first.say(barsLine(3, A, [[5, 1]]), barsLine(4, B, [[5, 1]]))
    second.say(barsLine(2, A, [[5, 2]]), barsLine(3, B, [[5, 2]]))
    first.say(seriesLine(5, A))
    expect(lines).toEqual([barsLine(4, B, [[5, 1]]), barsLine(2, A, [[5, 2]])])
  })

  it('[BS29] tells of a pair that goes over only what is new', () => {
    const { streams, want, lines } = setupLive(A)
    want(A, B)
    lines.length = 0
    streams[1]!.say(helloLine(0, [A, B]), seriesLine(1, A, [[1, 0.1], [2, 0.2]])) // prettier-ignore
    streams[1]!.say(seriesLine(2, B), seriesLine(3, A, [[0, 0.1], [1, 0.1]])) // prettier-ignore
    const news = { ...barsFields(A, [[2, 0.2]]), age1_ms: 100, age2_ms: 200 }
    expect(lines.slice(1).map((line) => JSON.parse(line))).toEqual([
      { seq: 1, ...news },
      { seq: 2, ...seriesFields(B, [[1, 0.1]]) },
      { seq: 3, ...seriesFields(A, [[0, 0.1], [1, 0.1]]) }, // prettier-ignore
    ])
  })

  it('[BS8] does not wait for ever for a pair whose series does not come', () => {
    const { streams, want, openOnes } = setupLive(A)
    want(A, B)
    streams[1]!.say(helloLine(0, [A, B]), seriesLine(1, A))
    vi.advanceTimersByTime(TAKE_OVER_MS)
    expect(openOnes()).toEqual([streams[1]])
  })

  it('[BS9] never has more than two streams open, however quickly wishes change', () => {
    const { want, openOnes, last } = setupLive(A)
    for (const pair of [B, C, 'D:X:Y', 'E:X:Y']) {
      want(A, pair)
      expect(openOnes().length).toBeLessThanOrEqual(2)
    }
    expect(last().pairs).toEqual([B, C, 'D:X:Y', A, 'E:X:Y'])
  })

  it('[BS10] opens nothing when pairs are given up or come back soon', () => {
    const { streams, want } = setupLive(A, B)
    want(A)
    want(A, B)
    expect(streams).toHaveLength(1)
  })

  it('[BS10] gives spare pairs up when they are too many', () => {
    const many = Array.from({ length: SPARE_PAIRS + 3 }, (_, index) => `P${index}:X:Y`)
    const { want, last } = setupLive(...many)
    want(A)
    expect(last().pairs).toHaveLength(SPARE_PAIRS + 1)
    expect(last().pairs.at(-1)).toBe(A)
  })

  it('[BS11] gives a late tab what it has: hello by the clock of now, feed, and the rows', () => {
    const { stream, last } = setupLive(A)
    last().say(feedLine(2), barsLine(3, A, [[2, 0.5]]))
    const sentMs = Date.now()
    vi.advanceTimersByTime(3_000)
    const lines = stream.snapshot([A, B]).map((text): unknown => JSON.parse(text))
    expect(lines).toMatchObject([
      { type: 'hello', server_time_ms: sentMs + 3_000 },
      { type: 'feed' },
      { type: 'series', pair: A, time: [1, 2], last: [0.1, 0.5], age1_ms: 3_010 },
    ])
  })

  it('[BS12] tries a lost server again, later each time, and says when', () => {
    const { streams, last, links, openOnes } = setupLive(A)
    const delays: number[] = []
    for (let round = 0; round < 8; round++) {
      last().end({ detail: 'cut' })
      const link = links.at(-1)!
      expect(link.phase).toBe('lost')
      delays.push(link.nextTryMs! - Date.now())
      vi.advanceTimersByTime(delays.at(-1)!)
      expect(openOnes()).toEqual([last()])
    }
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000])
    expect(streams).toHaveLength(9)
    expect(links.at(-1)).toMatchObject({ phase: 'lost', nextTryMs: undefined })

    last().say(helloLine(0, [A]))
    expect(links.at(-1)!.phase).toBe('live')
    last().end({ detail: 'cut' })
    expect(links.at(-1)!.nextTryMs).toBe(Date.now() + 500)
  })

  it('[BS12] takes pairs that a server which came back learns of only later', () => {
    const { last, stream, lines } = setupLive(A)
    last().end({ detail: 'cut' })
    vi.advanceTimersByTime(500)
    last().say(helloLine(0, [], [A]))
    expect(stream.snapshot([A])).toHaveLength(1)
    last().say(seriesLine(1, A), barsLine(2, A))
    expect(lines.slice(-2)).toEqual([seriesLine(1, A), barsLine(2, A)])
    expect(stream.snapshot([A])).toHaveLength(2)
  })

  it('[BS12] leaves a server that refuses alone for 30 s, unless told to try now', () => {
    const { stream, want, last, streams, links } = setup()
    want(A)
    last().end({ status: 503, detail: 'too many readers' })
    expect(links.at(-1)).toMatchObject({ phase: 'lost', failure: { status: 503 } })
    vi.advanceTimersByTime(29_000)
    expect(streams).toHaveLength(1)
    stream.retryNow()
    expect(streams).toHaveLength(2)
  })

  it('[BS12] stays live when only the second stream fails, and tries that again', () => {
    const { streams, want, phase, last } = setupLive(A)
    want(A, B)
    last().end({ detail: 'cut' })
    expect(phase()).toBe('live')
    vi.advanceTimersByTime(500)
    expect(streams).toHaveLength(3)
    expect(last().pairs).toEqual([A, B])
  })

  it('[BS13] asks for everything anew after lost lines, at most once in 5 s', () => {
    const { streams, last, stream } = setupLive(A)
    last().say(feedLine(5), feedLine(9))
    expect(stream.link.lost).toBe(6)
    expect(streams).toHaveLength(1)
    vi.advanceTimersByTime(RESNAPSHOT_MS)
    expect(streams).toHaveLength(2)
  })

  it('[BS14] leaves no stream and no timer behind', () => {
    const { stream, want, last, openOnes } = setupLive(A)
    want(A, B)
    last().say(helloLine(0, [A, B]))
    stream.close()
    expect(openOnes()).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })
})
