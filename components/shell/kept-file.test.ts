import { beforeEach, describe, expect, it, vi } from 'vitest'
import { feesStore, setOwnFee } from '../fees/fees-store'
import { favourites } from '../kept/favourites'
import { togglePair } from '../kept/pair-list'
import { pinToDesk, desk } from '../workspace/desk-store'
import { EVERYTHING_KEPT, forgetEverything } from './everything-kept'
import { keptFile, takeKeptFile } from './kept-file'

const PAIR = 'SOL_USDT:Binance:Bybit'

beforeEach(() => {
  vi.stubGlobal('document', { documentElement: { dataset: {} }, cookie: '' })
  for (const { forget } of EVERYTHING_KEPT) forget()
  togglePair(favourites, PAIR)
  setOwnFee('Binance', 'takerPct', 0.02)
  pinToDesk(PAIR)
})

const everything = () => EVERYTHING_KEPT.map(({ key, value }) => [key, value()])

describe(takeKeptFile, () => {
  it('[EV25] a file has everything that is kept, and puts it in place', () => {
    const before = everything()
    const file = keptFile()
    for (const { forget } of EVERYTHING_KEPT) forget()
    expect(favourites.getState().pairs).toEqual([])
    const taken = takeKeptFile(file)
    expect(everything()).toEqual(before)
    expect(taken).not.toHaveProperty('fault')
    if ('undo' in taken) taken.undo()
    expect(favourites.getState().pairs).toEqual([])
  })

  it('[EV25] what a file does not have stays, and one that is not in order changes nothing', () => {
    const before = everything()
    const file = (kept: unknown) => JSON.stringify({ kind: 'spreadscope-kept', version: 1, kept })
    expect(takeKeptFile(file({ muted: { pairs: [PAIR] }, fees: { own: { X: 40 } } }))).toEqual({
      fault: expect.stringMatching(/^kept\.fees\.own\.X is 40: /),
    })
    expect(takeKeptFile('{')).toEqual({ fault: 'The file is no JSON.' })
    expect(everything()).toEqual(before)
    expect(takeKeptFile(file({ favourites: { pairs: [] } }))).toHaveProperty('undo')
    expect(feesStore.getState().own).toHaveProperty('BINANCE')
  })
})

describe(forgetEverything, () => {
  it('[EV26] forgets all, and brings it back', () => {
    const before = everything()
    const undo = forgetEverything()
    expect(favourites.getState().pairs).toEqual([])
    expect(feesStore.getState().own).toEqual({})
    expect(desk.getState().workspaces[0]?.charts).toEqual([])
    undo()
    expect(everything()).toEqual(before)
  })
})
