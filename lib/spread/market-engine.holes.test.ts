import { describe, expect, it } from 'vitest'
import { HOLE_CAUSES } from '../market/hole'
import { createMarketRig } from './testing/market-rig'

const T0_SECOND = 1_762_603_200
const KEY = 'ICP_USDT:Binance:Bybit'

/** One pair; times are seconds after T0, by the aggregator's clock and by ours alike. */
function setup() {
  const rig = createMarketRig()
  const toMs = (second: number) => Math.round((T0_SECOND + second) * 1_000)
  const quote = (exchange: string, at: number, arrivedAt: number) => {
    const bid = exchange === 'Binance' ? 101 : 100
    const timeMs = toMs(at)
    rig.quote({ exchange, symbol: 'ICP_USDT', timeMs, bid, ask: bid + 0.5 }, toMs(arrivedAt))
  }
  const binance = (at: number, arrivedAt = at) => quote('Binance', at, arrivedAt)
  const bybit = (at: number, arrivedAt = at) => quote('Bybit', at, arrivedAt)
  const both = (at: number, arrivedAt = at) => {
    binance(at, arrivedAt)
    bybit(at, arrivedAt)
  }
  const sweep = (at: number) => rig.engine.sweep(toMs(at), { up: true, downSinceMs: NaN })
  const sweepDown = (at: number, downSince: number) =>
    rig.engine.sweep(toMs(at), { up: false, downSinceMs: toMs(downSince) })
  /** `second:count` of a bar, `second:cause` of a hole row. */
  const rows = () => {
    const { length, time, count } = rig.rows(KEY)
    return Array.from({ length }, (_, row) => {
      const what = count[row]! > 0 ? count[row] : HOLE_CAUSES[-count[row]! - 1]
      return `${time[row]! - T0_SECOND}:${what}`
    })
  }
  const head = () => rig.head(KEY)
  return { binance, both, bybit, head, rig, rows, sweep, sweepDown }
}

describe('holes', () => {
  it('[HO1] lie between points more than the tolerance apart, and name the leg that was older', () => {
    const { binance, both, bybit, rows } = setup()
    both(0)
    both(2)
    // Leg 2 comes back last.
    binance(4.001)
    bybit(4.001)
    expect(rows()).toEqual(['0:1', '2:1', '3:leg2_stale', '4:1'])
    bybit(8)
    binance(8.5)
    expect(rows().slice(4)).toEqual(['5:leg1_stale', '8:1'])
  })

  it('[HO1] do not exist where not one whole second is missing', () => {
    const { both, rows } = setup()
    both(0.9)
    both(2.9)
    both(3)
    expect(rows()).toEqual(['0:1', '2:1', '3:1'])
  })

  it('[HO2] are open as soon as a quote shows that the next point will be too far', () => {
    const { binance, both, bybit, head, rows } = setup()
    both(0)
    binance(2)
    expect(head().holeOpen).toBe(false)
    binance(4.5)
    expect(rows()).toEqual(['0:1', '2:1', '3:leg2_stale'])
    expect(head()).toMatchObject({ holeOpen: true, rewrites: 0 })
    expect([...head().now]).toEqual([NaN, NaN, NaN])
    binance(6)
    bybit(7)
    expect(rows()).toEqual(['0:1', '2:1', '3:leg2_stale', '7:1'])
    expect(head()).toMatchObject({ holeOpen: false, rewrites: 0 })
    expect(head().now[0]).toBe(1.0000000000000009)
  })

  it('[HO3] are opened by our clock when nothing arrives', () => {
    const { both, head, rows, sweep } = setup()
    sweep(0)
    both(0)
    sweep(2)
    expect(head().holeOpen).toBe(false)
    sweep(2.25)
    sweep(2.5)
    expect(rows()).toEqual(['0:1', '1:leg1_stale'])
    expect(head()).toMatchObject({ holeOpen: true, rewrites: 0 })
    both(5)
    expect(rows()).toEqual(['0:1', '1:leg1_stale', '5:1'])
    expect(head()).toMatchObject({ holeOpen: false, rewrites: 0 })
  })

  it('[HO4] are taken back when quotes that were only delayed prove there was none', () => {
    const { both, head, rows, sweep } = setup()
    both(0)
    both(0.5)
    sweep(3)
    both(1.5, 3.1)
    expect(rows()).toEqual(['0:2', '1:1'])
    expect(head()).toMatchObject({ holeOpen: false, rewrites: 1 })
    sweep(6)
    expect(rows()).toEqual(['0:2', '1:1', '2:leg1_stale'])
    both(1.75, 6.1)
    expect(rows()).toEqual(['0:2', '1:2'])
    expect(head()).toMatchObject({ holeOpen: false, rewrites: 2 })
  })

  it('[HO4] also when the late quote only replaces the last point', () => {
    const { binance, bybit, head, rows, sweep } = setup()
    bybit(0)
    binance(1)
    sweep(4)
    expect(rows()).toEqual(['1:1', '2:leg2_stale'])
    bybit(0.5, 4.1)
    expect(rows()).toEqual(['1:1'])
    expect(head()).toMatchObject({ holeOpen: false, rewrites: 1 })
  })

  it('[HO5] change their cause from the second on in which it changed', () => {
    const { binance, both, bybit, head, rows, sweep } = setup()
    both(0)
    binance(2)
    binance(4.5)
    bybit(7)
    sweep(7.25)
    expect(rows()).toEqual(['0:1', '2:1', '3:leg2_stale', '7:leg1_stale'])
    binance(9)
    expect(rows()).toEqual(['0:1', '2:1', '3:leg2_stale', '7:leg1_stale', '9:1'])
    expect(head().rewrites).toBe(0)
  })

  it('[HO5] lose what was said of seconds in which a delayed point then falls', () => {
    const { binance, both, bybit, head, rows, sweep } = setup()
    both(0)
    binance(2)
    binance(4.5)
    bybit(7)
    sweep(7.25)
    binance(6.5, 8)
    expect(rows()).toEqual(['0:1', '2:1', '3:leg2_stale', '7:1'])
    expect(head()).toMatchObject({ holeOpen: false, rewrites: 1 })
  })

  it('[HO6] are the fault of the feed from its last sign of life on, and until legs could quote', () => {
    const { both, head, rows, sweep, sweepDown } = setup()
    both(0)
    sweep(3)
    expect(rows()).toEqual(['0:1', '1:leg1_stale'])
    sweepDown(7, 0.2)
    expect(rows()).toEqual(['0:1', '1:feed_down'])
    sweepDown(10, 0.2)
    sweep(10.25)
    sweep(12)
    expect(rows()).toEqual(['0:1', '1:feed_down'])
    both(12)
    expect(rows()).toEqual(['0:1', '1:feed_down', '12:1'])
    expect(head().rewrites).toBe(0)
    sweep(13)
    sweep(15)
    expect(rows()).toEqual(['0:1', '1:feed_down', '12:1', '13:leg1_stale'])
  })

  it('[HO6] keep the stale leg as the cause for the time before the feed went', () => {
    const { binance, both, head, rows, sweep, sweepDown } = setup()
    both(0)
    binance(2)
    binance(10)
    sweepDown(17, 10.5)
    sweepDown(18, 10.5)
    expect(rows()).toEqual(['0:1', '2:1', '3:leg2_stale', '10:feed_down'])
    sweep(20)
    sweep(20.25)
    expect(rows().slice(3)).toEqual(['10:feed_down', '20:leg2_stale'])
    expect(head().rewrites).toBe(0)
    // Found out late: the feed had gone before the leg was blamed again.
    sweepDown(27, 19.5)
    expect(rows()).toEqual(['0:1', '2:1', '3:leg2_stale', '10:feed_down'])
    expect(head().rewrites).toBe(1)
  })
})
