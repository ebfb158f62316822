import { expect, it } from 'vitest'
import { waitingFace } from '../grid/waiting-words'
import { readDeskAddress, deskAddress } from './desk-address'
import { pinnedFace } from './use-pinned'

const PAIR = 'STRK_USDT:Binance:GateIo'
const UNKNOWN = { phase: 'unknown', source: 'live', reversed: undefined, total: 3 } as const

it('[EV27] a pinned pair that the server does not know says so in its card', () => {
  const emptyOf = (source: 'live' | 'mock') => waitingFace(pinnedFace(PAIR, source, UNKNOWN))?.empty
  expect(emptyOf('live')).toEqual({
    title: 'Unknown pair',
    detail: 'Binance and GateIo have not both quoted STRK_USDT so far.',
  })
  expect(emptyOf('mock')).toMatchObject({ title: 'Not in the mock data' })
  expect(waitingFace(pinnedFace(PAIR, 'live', undefined))).toBeUndefined()
})

it('[EV27] the address of a desk says whether it shows the market beside mock data', () => {
  const read = (address: string) => readDeskAddress(new URL(address, 'http://host').searchParams)
  const view = { workspace: 'My majors', source: 'live' } as const
  expect(read(deskAddress(view.workspace, view.source))).toEqual(view)
  expect(read('/desk?source=x')).toEqual({ workspace: '', source: 'auto' })
})
