import { describe, expect, it } from 'vitest'
import { parseAggregatorFrame } from '@/lib/protocol/aggregator-message'
import { FrameWriter, symbolInfoText } from './frame-writer'
import type { Instrument } from './market-event'
import { Random } from './random'

const INSTRUMENT: Instrument = {
  index: 0,
  exchange: 'Bybit',
  symbol: 'ICP_USDT',
  priceStep: 0.001,
  quantityStep: 0.01,
  minNotional: 5,
  minVolume: '3000000',
  maxVolume: '1000000000',
}
const TIME_MS = Date.UTC(2025, 10, 19, 12, 47)

/** The text of the one frame that `write` writes. */
function written(write: (writer: FrameWriter) => void): string {
  const writer = new FrameWriter()
  write(writer)
  return writer.takeBack()
}

/** Splits unmasked frames by RFC 6455, independently of the writer. */
function unframe(bytes: Buffer): string[] {
  const texts: string[] = []
  for (let at = 0; at < bytes.length;) {
    expect(bytes[at]).toBe(0x81)
    const short = bytes[at + 1]!
    const header = short === 127 ? 10 : short === 126 ? 4 : 2
    const length =
      short === 127
        ? Number(bytes.readBigUInt64BE(at + 2))
        : short === 126
          ? bytes.readUInt16BE(at + 2)
          : short
    if (header === 4) expect(length).toBeGreaterThan(125)
    if (header === 10) expect(length).toBeGreaterThan(65_535)
    texts.push(bytes.toString('utf8', at + header, at + header + length))
    at += header + length
  }
  return texts
}

describe(FrameWriter, () => {
  it('[AG10] writes Spread frames as the contract shows them', () => {
    const text = written((to) => to.spread(INSTRUMENT, TIME_MS + 0.1235, 0.12345, 0.1235, 5))
    expect(text).toBe(
      '{"MessageType":"Spread","Payload":{"BestBid":0.12345000,"BestAsk":0.12350000,' +
        '"SpreadPercentage":0.0404858299595141700404858299,"MinVolume":3000000,' +
        '"MaxVolume":1000000000,"ServerTimestamp":null,"Exchange":"Bybit","Symbol":"ICP_USDT",' +
        '"Timestamp":"2025-11-19T12:47:00.0001235Z"}}',
    )
  })

  it('[AG10] writes Trade and AllSymbolInfo frames as the contract shows them', () => {
    const trade = { price: 45.23, quantity: 1.5, side: 'Buy' } as const
    expect(written((to) => to.trade(INSTRUMENT, TIME_MS + 120.7, trade))).toBe(
      '{"MessageType":"Trade","Payload":{"Price":45.23,"Quantity":1.5,"Side":"Buy",' +
        '"Exchange":"Bybit","Symbol":"ICP_USDT","Timestamp":"2025-11-19T12:47:00.12Z"}}',
    )
    expect(symbolInfoText([INSTRUMENT])).toBe(
      '{"MessageType":"AllSymbolInfo","Payload":[{"Exchange":"Bybit","Name":"ICP_USDT",' +
        '"PriceStep":0.001,"QuantityStep":0.01,"MinNotional":5}]}',
    )
  })

  it('[AG11] is read back to the last bit: prices, and times to 100 ns', () => {
    const random = new Random(11)
    for (let round = 0; round < 5_000; round++) {
      const decimals = random.index(11)
      const units = 1 + random.index(10 ** (1 + random.index(12)))
      const bid = units / 10 ** decimals
      const ask = (units + random.index(50)) / 10 ** decimals
      const timeMs = TIME_MS + random.next() * 1e10
      const text = written((to) => to.spread(INSTRUMENT, timeMs, bid, ask, decimals))
      const message = parseAggregatorFrame(text)
      expect(message).toMatchObject({ kind: 'spread', exchange: 'Bybit', symbol: 'ICP_USDT' })
      if (message.kind !== 'spread') continue
      expect(message.bid).toBe(bid)
      expect(message.ask).toBe(ask)
      expect(Math.abs(message.timeMs - timeMs)).toBeLessThan(0.0005)
    }
  })

  it.each([
    [1.1e-9, 2.3e21, -1],
    [0.1 + 0.2, 0.7, -1],
    [5, 4.5, 1],
  ])('[AG11] writes %d and %d whatever they are', (bid, ask, decimals) => {
    const text = written((to) => to.spread(INSTRUMENT, TIME_MS, bid, ask, decimals))
    expect(JSON.parse(text)).toMatchObject({ Payload: { BestBid: bid, BestAsk: ask } })
  })

  it('[AG11] escapes names that need it', () => {
    const named = { ...INSTRUMENT, exchange: 'a"b\\', symbol: 'ü\n\u{1f600}' }
    const text = written((to) => to.spread(named, TIME_MS, 1, 2, 0))
    expect(JSON.parse(text)).toMatchObject({
      Payload: { Exchange: 'a"b\\', Symbol: 'ü\n\u{1f600}' },
    })
  })

  it('[AG12] frames texts of every length, and hands out each once', () => {
    const writer = new FrameWriter()
    const texts = [0, 1, 125, 126, 127, 65_535, 65_536, 400_000].map((length) => 'x'.repeat(length))
    for (const text of texts) writer.text(text)
    const first = writer.take()
    expect(first.frames).toBe(texts.length)
    expect(unframe(first.bytes)).toEqual(texts)
    expect(writer.isEmpty).toBe(true)
    writer.text('later')
    const second = writer.take()
    expect(unframe(second.bytes)).toEqual(['later'])
    expect(unframe(first.bytes)).toEqual(texts)
  })

  it('[AG12] takes the last frame back and nothing else', () => {
    const writer = new FrameWriter()
    writer.text('stays')
    writer.spread(INSTRUMENT, TIME_MS, 1, 2, 0)
    expect(writer.takeBack()).toContain('"BestBid":1.00000000')
    writer.text('follows')
    expect(unframe(writer.take().bytes)).toEqual(['stays', 'follows'])
  })
})
