import { expect, it } from 'vitest'
import { namedSymbols } from './named-symbols'

const ROWS = ['XUSD_USDT', 'XUSD_USDC', 'XUSDX_USDT', 'XUSD_USDT'].map((symbol) => ({ symbol }))

it('[SN17] a symbol is found by its name in any spelling, and by what it is quoted in', () => {
  expect(namedSymbols('xusd', ROWS)).toEqual(['XUSD_USDT', 'XUSD_USDC'])
  expect(namedSymbols('XUSD/USDC', ROWS)).toEqual(['XUSD_USDC'])
  expect(namedSymbols('usd', ROWS)).toEqual([])
})
