import { describe, expect, it } from 'vitest'
import type { WindowChange } from './ingest-message'
import { LiveWindows } from './live-windows'

function added(symbol: string, slot: number, generation: number): WindowChange {
  return { change: 'added', window: { exchange: 'OKX', symbol, slot, generation } }
}

function removed(slot: number, generation: number): WindowChange {
  return { change: 'removed', slot, generation }
}

describe(LiveWindows, () => {
  it('[IN11] finds a window by its identity, whatever the order of its coming and going', () => {
    const windows = new LiveWindows()
    windows.apply([added('A_USDT', 1, 1), removed(1, 1), added('B/USDT', 1, 3), removed(1, 1)])
    expect([...windows.byIdentity.keys()]).toEqual(['OKX:BUSDT'])
    expect(windows.byIdentity.get('OKX:BUSDT')).toMatchObject({ symbol: 'B/USDT', generation: 3 })
    windows.clear()
    windows.apply([removed(1, 3)])
    expect(windows.byIdentity.size).toBe(0)
  })
})
