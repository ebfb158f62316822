import { isUtf8 } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { parseAggregatorFrame, type AggregatorMessage } from '@/lib/protocol/aggregator-message'
import { FrameDecoder } from './frame-decoder'
import { FrameGenerator } from './testing/frame-generator'

/** After every time that is not bad. */
const NOW_MS = Date.UTC(2100, 0)
const ARRIVAL = { arrivalMs: NOW_MS }
const SEED = 20251119
const SOUND_FRAMES = 60_000
const MUTATED_FRAMES = 90_000
/** More than a MiB of a list's inside. */
const LONG = Array.from({ length: 300_000 }, () => '{}').join(',') + ' '.repeat(200_000)
const KINDS_TO_SEE = [
  'spread', 'trade', 'malformed', 'missing_field', 'not_positive', 'crossed', 'absurd', 'bad_time',
  'unknown_type',
] // prettier-ignore

const DEAF = { onQuote: () => {}, onReject: () => {}, onSymbols: () => {}, onTrade: () => {} }

function setup(maxNames = 100) {
  let last: AggregatorMessage | undefined
  let calls = 0
  const take = (message: AggregatorMessage) => {
    last = message
    calls++
  }
  const decoder = new FrameDecoder<{ exchange: string; symbol: string }>({
    maxNames,
    instrument: (exchange, symbol) => ({ exchange, symbol }),
    sink: {
      onQuote: (names, { timeMs, bid, ask }) =>
        take({ kind: 'spread', ...names, timeMs, bid, ask }),
      onReject: (reason, exchange) => take({ kind: 'reject', reason, exchange }),
      onSymbols: () => take({ kind: 'symbols' }),
      onTrade: () => take({ kind: 'trade' }),
    },
  })
  const lastOf = (frame: Buffer, nowMs = NOW_MS): AggregatorMessage => {
    const before = calls
    decoder.decode(frame, { arrivalMs: nowMs })
    expect(calls).toBe(before + 1)
    return last!
  }
  /** In memory of its own. */
  const decode = (frame: string | Buffer, nowMs = NOW_MS) => lastOf(Buffer.from(frame), nowMs)
  return { decode, lastOf, decoder }
}

/** Compared by text: quicker than toEqual 150,000 times, and -0 or a last bit cannot hide in it. */
function expectSame(frame: Buffer, decoded: AggregatorMessage): void {
  const parsed: AggregatorMessage = isUtf8(frame)
    ? parseAggregatorFrame(frame.toString())
    : { kind: 'reject', reason: 'malformed' }
  expect(JSON.stringify([frame.toString(), decoded])).toBe(
    JSON.stringify([frame.toString(), parsed]),
  )
}

describe(FrameDecoder, () => {
  it('[DC1] reads sound frames of every form to the last bit as JSON.parse does', () => {
    const { decode, decoder } = setup()
    const frames = new FrameGenerator(SEED)
    let quotes = 0
    for (let count = 0; count < SOUND_FRAMES; count++) {
      const frame = Buffer.from(frames.spread())
      const decoded = decode(frame)
      if (decoded.kind === 'spread') quotes++
      expectSame(frame, decoded)
    }
    expect(quotes).toBeGreaterThan(SOUND_FRAMES / 2)
    // Both ways were really taken.
    expect(decoder.slowFrames).toBeGreaterThan(SOUND_FRAMES / 10)
    expect(decoder.slowFrames).toBeLessThan(SOUND_FRAMES * 0.7)
  })

  it('[DC1] judges mutated frames as JSON.parse does, and never throws', () => {
    const { decode, decoder } = setup()
    const frames = new FrameGenerator(SEED + 1)
    const kinds = new Map<string, number>()
    for (let count = 0; count < MUTATED_FRAMES; count++) {
      const frame = frames.mutated()
      const decoded = decode(frame)
      expectSame(frame, decoded)
      const kind = decoded.kind === 'reject' ? decoded.reason : decoded.kind
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    }
    expect(decoder.slowFrames).toBeLessThan(MUTATED_FRAMES - 3_000)
    for (const kind of KINDS_TO_SEE) expect(kinds.get(kind)).toBeGreaterThan(10)
  })

  it('[DC1] reads no byte behind the frame, where in memory it goes on', () => {
    const { lastOf } = setup()
    const memory = Buffer.from(`${usual({})}${usual({})}`)
    for (let end = 0; end < memory.length / 2; end++) {
      expect(lastOf(memory.subarray(0, end))).toEqual({ kind: 'reject', reason: 'malformed' })
    }
    expect(lastOf(memory.subarray(0, memory.length / 2))).toMatchObject({ kind: 'spread' })
    expect(lastOf(memory.subarray(memory.length / 2))).toMatchObject({ kind: 'spread' })
  })

  it.each([
    ['the usual frame', usual({}), true],
    [
      'any order of keys',
      `{"Payload":${payload({ reversed: true })},"MessageType":"Spread"}`,
      true,
    ],
    ['unknown fields', usual({ extra: ',"Depth":5,"Venue":"x","Ok":true' }), true],
    ['padded decimals', usual({ BestBid: '0.12345000000000000000' }), true],
    ['29 digits that are not wanted', usual({ MinVolume: '79228162514264337593543950335' }), true],
    ['white space', usual({}).replaceAll(',', ', '), false],
    ['exponents', usual({ BestBid: '1.5e-3' }), false],
    ['a nested value', usual({ extra: ',"Depth":{"Exchange":"OKX"}' }), false],
    ['an escaped letter', usual({ Exchange: '"\\u0042ybit"' }), false],
    ['names beyond ASCII', usual({ Symbol: '"币安人生USDT"' }), false],
    ['the bare payload', payload({}), false],
  ])('[DC2] reads %s, quickly if it is usual', (_, frame, isQuick) => {
    const { decode, decoder } = setup()
    const decoded = decode(frame)
    expect(decoded.kind).toBe('spread')
    expectSame(Buffer.from(frame), decoded)
    expect(decoder.slowFrames).toBe(isQuick ? 0 : 1)
  })

  it('[DC3] asks once for the names of an instrument, in each spelling', () => {
    const asked: string[] = []
    const decoder = new FrameDecoder({
      maxNames: 10,
      instrument: (exchange, symbol) => asked.push(`${exchange} ${symbol}`),
      sink: DEAF,
    })
    for (let round = 0; round < 3; round++) {
      decoder.decode(Buffer.from(usual({})), ARRIVAL)
      decoder.decode(Buffer.from(usual({ Exchange: '"BYBIT"' })), ARRIVAL)
      // The same letters, cut elsewhere.
      decoder.decode(Buffer.from(usual({ Exchange: '"BybitICP"', Symbol: '"_USDT"' })), ARRIVAL)
    }
    expect(asked).toEqual(['Bybit ICP_USDT', 'BYBIT ICP_USDT', 'BybitICP _USDT'])
  })

  it('[DC4] remembers no more names than it may, and reads on when they were forgotten', () => {
    const { decode, decoder } = setup(50)
    for (let name = 0; name < 1_000; name++) {
      const symbol = `S${name}_USDT`
      expect(decode(usual({ Symbol: `"${symbol}"` }))).toMatchObject({ kind: 'spread', symbol })
    }
    expect(decoder.nameTableClears).toBe(19)
  })

  it.each([
    ['quickly', usual({})],
    ['through JSON.parse', ` ${usual({})}`],
  ])('[DC9] rejects a quote more than 5 s ahead of the clock, read %s', (_, frame) => {
    const { decode } = setup()
    const timeMs = Date.parse('2025-11-19T12:47:00.123Z')
    expect(decode(frame, timeMs - 4_999)).toMatchObject({ kind: 'spread' })
    expect(decode(frame, timeMs - 5_000)).toMatchObject({
      kind: 'reject',
      reason: 'future',
      exchange: 'Bybit',
    })
  })

  it('[DC12] asks for no instrument for a quote it rejects', () => {
    const asked: string[] = []
    const decoder = new FrameDecoder({
      maxNames: 10,
      instrument: (exchange, symbol) => asked.push(`${exchange} ${symbol}`),
      sink: DEAF,
    })
    const crossed = usual({ BestBid: '9' })
    for (const frame of [crossed, ` ${crossed}`]) decoder.decode(Buffer.from(frame), ARRIVAL)
    for (const frame of [usual({}), ` ${usual({})}`])
      decoder.decode(Buffer.from(frame), { arrivalMs: 0 })
    expect(asked).toEqual([])
  })

  it.each([
    ['symbols', `{"MessageType":"AllSymbolInfo","Payload":[${LONG}]}`],
    ['symbols', ` {"Payload":[${LONG}],"type":"allsymbolinfo"}\n`],
    ['malformed', `{"MessageType":"AllSymbolInfo","Payload":[${LONG}`],
    ['malformed', `[${LONG}]`],
    ['oversized', usual({ extra: `,"More":[${LONG}]` })],
  ])('[DC13] takes a frame over 1 MiB for %s without parsing it', (result, frame) => {
    const { decode, decoder } = setup()
    const { kind, ...rest } = decode(frame)
    expect(kind === 'reject' ? rest : kind).toEqual(kind === 'reject' ? { reason: result } : result)
    expect(decoder.slowFrames).toBe(0)
  })

  it('[DC5] rejects text that is not UTF-8 as malformed', () => {
    const { decode } = setup()
    const frame = Buffer.from(usual({ Symbol: '"I?P_USDT"' }))
    frame[frame.indexOf('?')] = 0xff
    expect(decode(frame)).toEqual({ kind: 'reject', reason: 'malformed' })
  })
})

interface UsualFields {
  BestBid?: string
  MinVolume?: string
  Exchange?: string
  Symbol?: string
  extra?: string
  reversed?: boolean
}

function usual(fields: UsualFields): string {
  return `{"MessageType":"Spread","Payload":${payload(fields)}}`
}

function payload({ extra = '', reversed = false, ...fields }: UsualFields): string {
  const all = {
    BestBid: '0.12345000',
    BestAsk: '0.12350000',
    SpreadPercentage: '0.0404858299595141700404858300',
    MinVolume: '3000000',
    MaxVolume: '1000000000',
    ServerTimestamp: 'null',
    Exchange: '"Bybit"',
    Symbol: '"ICP_USDT"',
    Timestamp: '"2025-11-19T12:47:00.1234567Z"',
    ...fields,
  }
  const texts = Object.entries(all).map(([key, value]) => `"${key}":${value}`)
  return `{${(reversed ? texts.toReversed() : texts).join(',')}${extra}}`
}
