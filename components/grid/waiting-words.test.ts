import { describe, expect, it } from 'vitest'
import { waitingFace } from './waiting-words'

const PAIR = { symbol: 'STRK/USDT', exchange1: 'Binance', exchange2: 'GateIo' }

describe(waitingFace, () => {
  it('[BG18] says who an opportunity waits for, and marks that leg', () => {
    expect(
      waitingFace({ ...PAIR, waiting: 'no quotes from GateIo', waiting_legs: [2] }),
    ).toMatchObject({
      value: undefined,
      legs: [
        { name: 'Binance', words: '', isStale: false },
        { name: 'GateIo', words: 'no quotes', isStale: true },
      ],
      empty: { title: 'Waiting for GateIo', detail: 'No quotes from GateIo.' },
    })
  })

  it('[BG18] says that nobody knows a symbol, as the list spells it', () => {
    expect(
      waitingFace({ ...PAIR, waiting: 'unknown symbol', waiting_legs: [1, 2] })?.empty,
    ).toEqual({ title: 'Unknown symbol', detail: 'No exchange has quoted STRK/USDT so far.' })
  })

  it('[BG18] waits for nothing without a reason', () => {
    expect(waitingFace({ ...PAIR, waiting: null, waiting_legs: [] })).toBeUndefined()
    expect(waitingFace({ ...PAIR, waiting: 'not followed yet', waiting_legs: [] })?.empty).toEqual({
      title: 'Waiting for the first values',
      detail: 'Not followed yet.',
    })
  })
})
