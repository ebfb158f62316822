import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BURST_MS, CALM_MS, MAX_UNTAKEN_CHUNKS, StreamExchange } from './stream-exchange'
import type { StreamKind } from './stream-address'
import type { ToTab } from './tab-messages'
import { fakeStreams } from './testing/fake-streams'
import { barsLine, feedLine, helloLine, seriesLine } from './testing/stream-lines'

const A = 'A:X:Y'
const B = 'B:X:Y'
const LIVE = { source: 'live', spread: 'bid' } as const

function setup() {
  const fake = fakeStreams()
  const exchange = new StreamExchange(fake.open)
  const join = () => {
    const posts: string[] = []
    const links: string[] = []
    const send = exchange.join({
      post: (message: ToTab) => {
        if (typeof message === 'string') posts.push(message)
        else if (message.type === 'link') links.push(message.link.phase)
      },
    })
    const want = (pairs: string[], windowSeconds = 900, kind: Partial<StreamKind> = {}) =>
      send({ type: 'want', ...LIVE, ...kind, windowSeconds, pairs })
    const types = () =>
      posts.map((post) => post.split('\n').map((line) => /"type":"(\w+)"/.exec(line)?.[1]))
    return { posts, links, send, want, types }
  }
  const settle = () => vi.advanceTimersByTime(CALM_MS)
  return { ...fake, exchange, join, settle }
}

describe(StreamExchange, () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('[BS15] opens one stream for all that tabs want within a moment', () => {
    const { join, settle, streams } = setup()
    const [one, two] = [join(), join()]
    one.want([A], 300)
    two.want([B, A], 900)
    expect(streams).toHaveLength(0)
    settle()
    expect(streams).toHaveLength(1)
    expect(streams[0]!.url).toBe('/api/stream?spread=bid&window=900&pairs=A:X:Y,B:X:Y')
  })

  it('[BS15] opens few streams for somebody who scrolls', () => {
    const { join, streams, openOnes } = setup()
    const tab = join()
    for (let step = 0; step < 100; step++) {
      tab.want([`P${step}:X:Y`])
      vi.advanceTimersByTime(BURST_MS)
    }
    expect(streams.length).toBeLessThanOrEqual(Math.ceil((100 * BURST_MS) / CALM_MS) + 1)
    expect(openOnes()).toHaveLength(1)
    vi.advanceTimersByTime(CALM_MS)
    expect(openOnes()[0]!.pairs.at(-1)).toBe('P99:X:Y')
  })

  it('[BS15] has a stream for each spread kind that is looked at, and only as long as it is', () => {
    const { join, settle, openOnes } = setup()
    const [one, two] = [join(), join()]
    one.want([A])
    two.want([A], 900, { spread: 'buy1_sell2' })
    settle()
    expect(openOnes()).toHaveLength(2)
    two.send(undefined)
    settle()
    expect(openOnes().map(({ url }) => url)).toEqual([
      '/api/stream?spread=bid&window=900&pairs=A:X:Y',
    ])
  })

  it('[BS26] streams mock data beside the live data, to those who look at it', () => {
    const { join, settle, openOnes } = setup()
    const [live, mock] = [join(), join()]
    live.want([A])
    mock.want([A], 900, { source: 'mock' })
    settle()
    const [ofLive, ofMock] = openOnes()
    expect(ofMock!.url).toBe('/api/stream?source=mock&spread=bid&window=900&pairs=A:X:Y')
    ofMock!.say(helloLine(0, [A]), seriesLine(1, A))
    ofLive!.say(helloLine(0, [A]), feedLine(1))
    expect(mock.types()).toEqual([['hello', 'series']])
    expect(live.types()).toEqual([['hello', 'feed']])

    vi.advanceTimersByTime(5_000)
    const late = join()
    late.want([A], 900, { source: 'mock' })
    expect(late.posts[0]).toContain('"age1_ms":100,')

    mock.want([A])
    late.send(undefined)
    settle()
    expect(openOnes()).toEqual([ofLive])
  })

  it('[BS16] gives each tab the lines of its own pairs, in one post per chunk', () => {
    const { join, settle, last } = setup()
    const [one, two] = [join(), join()]
    one.want([A])
    two.want([A, B])
    settle()
    last().say(helloLine(0, [A, B]), seriesLine(1, A), seriesLine(2, B))
    last().say(barsLine(3, B), feedLine(4))
    expect(one.types()).toEqual([['hello', 'series'], ['feed']])
    expect(two.types()).toEqual([
      ['hello', 'series', 'series'],
      ['bars', 'feed'],
    ])
  })

  it('[BS17] gives a pair that another tab has already to a late tab at once', () => {
    const { join, settle, last, streams } = setup()
    const [one, two] = [join(), join()]
    one.want([A])
    settle()
    last().say(helloLine(0, [A]), seriesLine(1, A), barsLine(2, A))
    two.want([A])
    settle()
    expect(streams).toHaveLength(1)
    expect(two.types()).toEqual([['hello', 'series']])
    expect(two.posts[0]).toContain('"time":[1,2]')
    expect(two.links).toEqual(['live'])
  })

  it('[BS18] leaves a tab out that takes nothing, and brings it up to date when it does', () => {
    const { join, settle, last } = setup()
    const [awake, frozen] = [join(), join()]
    awake.want([A])
    frozen.want([A])
    settle()
    last().say(helloLine(0, [A]), seriesLine(1, A))
    for (let chunk = 0; chunk < MAX_UNTAKEN_CHUNKS + 50; chunk++) {
      last().say(barsLine(2 + chunk, A, [[2 + chunk, 0]]))
      awake.send({ type: 'took', chunks: 1 })
    }
    expect(frozen.posts).toHaveLength(MAX_UNTAKEN_CHUNKS)
    expect(awake.posts).toHaveLength(MAX_UNTAKEN_CHUNKS + 51)

    frozen.send({ type: 'took', chunks: MAX_UNTAKEN_CHUNKS })
    expect(frozen.types().at(-1)).toEqual(['hello', 'series'])
    expect(frozen.posts.at(-1)).toContain(`${1 + MAX_UNTAKEN_CHUNKS + 50}],"last"`)
  })

  it('[BS19] closes every stream once the last tab has left', () => {
    const { join, settle, openOnes } = setup()
    const [one, two] = [join(), join()]
    one.want([A])
    two.want([B])
    settle()
    one.send({ type: 'bye' })
    two.send(undefined)
    two.send(undefined)
    settle()
    expect(openOnes()).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })
})
