import { expect, it } from 'vitest'
import { BOUND_FIGURES, boundWords, readBound } from './bound-words'

it('[SN16] a bound is told in words, with the digits and the unit of its column', () => {
  const bound = { column: 'afterFeesPct', value: -0.2, absolute: false } as const
  expect(boundWords(bound, '≥')).toBe('After fees ≥ \u22120.200 %')
  expect(boundWords({ ...bound, value: 0.12345 }, '≤')).toBe('After fees ≤ 0.12345 %')
  const distance = { column: 'spreadPct', value: 0.3, absolute: true } as const
  expect(boundWords(distance, '≥')).toBe('Spread, either side ≥ 0.300 %')
  expect(boundWords({ column: 'episodes040', value: 2, absolute: false }, '≥')).toMatch(/≥ 2$/)
})

it('[SN16] only what lies on either side of zero has a distance, and no figure stands twice', () => {
  const distances = BOUND_FIGURES.filter(({ absolute }) => absolute).map(({ column }) => column)
  expect(distances).toEqual(['spreadPct', 'skewMs'])
  const names = BOUND_FIGURES.map(({ column, absolute }) => `${column}${absolute}`)
  expect(new Set(names).size).toBe(names.length)
  expect(names).not.toContain('buyOnfalse')
})

it('[SN16] what is typed is read with a point or a comma; what is no number is none', () => {
  expect([readBound('0,25'), readBound(' -.5 '), readBound('\u22121')]).toEqual([0.25, -0.5, -1])
  expect([readBound(''), readBound('much'), readBound('1e9')]).toEqual([undefined, NaN, NaN])
})
