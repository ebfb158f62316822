import { expect, it } from 'vitest'
import {
  DEFAULT_VIEW,
  readScreenerView,
  writeScreenerView,
  type ScreenerView,
} from './screener-view'

const CHOSEN: ScreenerView = {
  sort: [
    { column: 'spreadPct', direction: 'desc', absolute: true },
    { column: 'symbol', direction: 'asc', absolute: false },
  ],
  min: [
    { column: 'afterFeesPct', value: -0.2, absolute: false },
    { column: 'spreadPct', value: 0.3, absolute: true },
  ],
  max: [{ column: 'age1Ms', value: 2_000, absolute: false }],
  search: 'btc okx',
  symbol: 'STRK_USDT',
  out: ['MEXC', 'OKX'],
  without: ['XUSD_USDT'],
  fresh: true,
  favourites: true,
  muted: true,
  suspects: true,
  columns: ['edgePct', 'spark', 'halfLifeS'],
  widths: [{ column: 'edgePct', px: 120 }],
  selected: 'STRK_USDT:Binance:GateIo',
  details: 'closed',
}

const read = (address: string) => readScreenerView(new URLSearchParams(address))

it('[SN1] the address says the whole view, reads back as the same view, and nothing by default', () => {
  const address = writeScreenerView(CHOSEN)
  expect(address).toContain('?sort=-spreadPct:abs,symbol&min=afterFeesPct:-0.2,spreadPct:0.3:abs&')
  expect(read(address)).toEqual(CHOSEN)
  expect(writeScreenerView(DEFAULT_VIEW)).toBe('')
  expect(read('')).toEqual(DEFAULT_VIEW)
})

it('[SN2] what is wrong in an address falls back to its default, each by itself', () => {
  const wrong =
    'sort=-nothing&min=edgePct:much&columns=edgePct,edgePct&widths=edgePct:9000&fresh=perhaps' +
    '&details=maybe&out=,&sort2=x&search=eth'
  expect(read(wrong)).toEqual({ ...DEFAULT_VIEW, search: 'eth' })
  for (const wrongMin of [
    'min=edgePct',
    'min=edgePct:',
    'min=edgePct:1e99',
    'min=symbol:1',
    'min=edgePct:1:abs1',
  ]) {
    expect(read(wrongMin).min).toEqual([])
  }
  expect(read('sort=-spreadPct:abs1').sort).toEqual(DEFAULT_VIEW.sort)
  expect(read('sort=edgePct,-skewMs,symbol,spreadPct').sort).toEqual(DEFAULT_VIEW.sort)
})
