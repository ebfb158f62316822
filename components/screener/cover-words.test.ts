import { expect, it } from 'vitest'
import { coverWords } from './cover-words'

it('[SCN19] the page says how far figures of the hour reach back where memory held no more', () => {
  expect(coverWords({ median_s: 610, is_short: true })).toBe('1 h figures reach back 10 min')
  expect(coverWords({ median_s: 610, is_short: false })).toBeUndefined()
  expect(coverWords(null)).toBeUndefined()
})
