import { describe, expect, it } from 'vitest'
import { MAX_SYMBOLS, MAX_WAITING_BYTES, SymbolRegistry } from './symbol-registry'

function list(...symbols: unknown[]): Buffer {
  return Buffer.from(JSON.stringify({ MessageType: 'AllSymbolInfo', Payload: symbols }))
}

function symbol(name: string, fields: Record<string, unknown> = {}) {
  const steps = { PriceStep: 0.001, QuantityStep: 0.01, MinNotional: 5 }
  return { Exchange: 'Binance', Name: name, ...steps, ...fields }
}

function take(registry: SymbolRegistry, frame: Buffer): number {
  let steps = 0
  const reading = registry.take(frame)!
  while (reading.next().done !== true) steps++
  return steps
}

describe(SymbolRegistry, () => {
  it('[IN17] keeps what a list says of each symbol, one at a step', () => {
    const registry = new SymbolRegistry()
    const odd = symbol('A_}{\\"[B', {
      Nested: { Name: 'x', Deep: [{}] },
      PriceStep: '1',
      MinNotional: -1,
    })
    expect(take(registry, list(symbol('ICPUSDT'), odd))).toBe(2)
    expect(registry.get('BINANCE', 'ICP_USDT')).toEqual({
      ...{ exchange: 'Binance', name: 'ICPUSDT' },
      ...{ priceStep: 0.001, quantityStep: 0.01, minNotional: 5 },
    })
    expect(registry.get('Binance', odd.Name)).toMatchObject({ priceStep: null, minNotional: null })
  })

  it('[IN17] does not grow when a list is sent again, and takes what it says now', () => {
    const registry = new SymbolRegistry()
    for (const MinNotional of [5, 6]) {
      take(registry, list(symbol('ICPUSDT', { MinNotional }), symbol('BTCUSDT', { MinNotional })))
    }
    expect(registry.counters()).toMatchObject({ symbols: 2, symbolsDropped: 0 })
    expect(registry.get('Binance', 'BTCUSDT')?.minNotional).toBe(6)
  })

  it('[IN17] forgets the symbol listed longest ago when there are too many', () => {
    const registry = new SymbolRegistry()
    const names = Array.from({ length: MAX_SYMBOLS }, (_, at) => symbol(`S${at}`))
    take(registry, list(...names))
    take(registry, list(symbol('S0'), symbol('NEW')))
    expect(registry.counters()).toMatchObject({ symbols: MAX_SYMBOLS, symbolsDropped: 1 })
    expect(registry.get('Binance', 'S0')).toBeDefined()
    expect(registry.get('Binance', 'S1')).toBeUndefined()
  })

  it.each([
    ['no object', '{"Payload":[1,"x",null]}', 0],
    ['an object without names', '{"Payload":[{},{"Exchange":"OKX"}]}', 2],
    ['names that are none', '{"Payload":[{"Exchange":"","Name":"A"},{"Exchange":1,"Name":2}]}', 2],
    ['a list cut off', '{"Payload":[{"Exchange":"OKX","Na', 1],
    ['no list', '{"Payload":{}}', 0],
  ])('[IN17] counts what is not sound: %s', (_, text, rejected) => {
    const registry = new SymbolRegistry()
    take(registry, Buffer.from(text))
    expect(registry.counters()).toMatchObject({ symbols: 0, symbolsRejected: rejected })
  })

  it('[IN17] refuses lists that come faster than they are read', () => {
    const registry = new SymbolRegistry()
    const long = Buffer.alloc(MAX_WAITING_BYTES / 2, ' ')
    const first = registry.take(long)!
    expect(registry.take(long)).toBeDefined()
    expect(registry.take(long)).toBeUndefined()
    expect(registry.counters().symbolListsRejected).toBe(1)
    first.next()
    expect(registry.take(long)).toBeDefined()
  })
})
