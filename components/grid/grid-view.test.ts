import { expect, it } from 'vitest'
import { DEFAULT_VIEW, minimumWords, readGridView, writeGridView, type GridView } from './grid-view'

const read = (query: string) => readGridView(new URLSearchParams(query))

it('[BG1] an address without a view is the default one, and the default one needs no words', () => {
  expect(read('')).toEqual({
    source: 'auto',
    sort: 'spread',
    min: 0,
    window: '15m',
    spread: 'bid',
    columns: 'auto',
    search: '',
    muted: false,
    hold: false,
  })
  expect(writeGridView(DEFAULT_VIEW)).toBe('')
})

it('[BG1] every view reads back from its address as the same view', () => {
  const views: GridView[] = [
    { ...DEFAULT_VIEW, sort: 'episodes', window: '1h', hold: true },
    { ...DEFAULT_VIEW, min: 0.15, spread: 'buy2_sell1', columns: '4' },
    { ...DEFAULT_VIEW, search: 'btc & okx/ä' },
    { ...DEFAULT_VIEW, source: 'analyzer' },
  ]
  for (const view of views) expect(read(writeGridView(view))).toEqual(view)
})

it('[BG15] the least spread reads as it was chosen', () => {
  const words = [0, 0.4, 0.0004, 12.3456, 0.00001].map(minimumWords)
  expect(words).toEqual(['0.000', '0.400', '0.0004', '12.3456', '0.00001'])
})

it.each([
  'sort=best',
  'source=discovered',
  'min=-1',
  'min=much',
  'min=Infinity',
  'window=2h',
  'spread=ask',
  'columns=9',
  'hold=perhaps',
  `search=${'x'.repeat(61)}`,
])('[BG2] what is wrong in an address (%s) falls back, and takes nothing else along', (query) => {
  expect(read(`${query}&later=1`)).toEqual(DEFAULT_VIEW)
  expect(read(`${query}&${query.startsWith('sort') ? 'window=1h' : 'sort=symbol'}`)).not.toEqual(
    DEFAULT_VIEW,
  )
})
