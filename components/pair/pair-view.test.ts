import { expect, it } from 'vitest'
import {
  DEFAULT_VIEW,
  readPairView,
  spanOf,
  spanText,
  writePairView,
  type PairView,
} from './pair-view'

it('[PP1] the address says the whole view', () => {
  const view: PairView = {
    ...({ window: '1h', mode: 'executable', bands: '60m', beyond: 0.255 } as const),
    ...({ zone: 'local', source: 'mock' } as const),
    ...{ from: '2025-11-19T12:00:00Z', to: '2025-11-19T12:05:00Z' },
    ...{ episode: '2025-11-19T12:01:02.345Z', table: true },
    measured: '2025-11-19T12:01:00Z/2025-11-19T12:02:00Z',
  }
  expect(readPairView(new URLSearchParams(writePairView(view)))).toEqual(view)
  expect(writePairView(view)).toContain('measured=2025-11-19T12:01:00Z/2025-11-19T12:02:00Z')
  expect(writePairView(DEFAULT_VIEW)).toBe('')
})

it('[PP1] what is wrong in it is the default', () => {
  const wrong =
    '?window=2h&mode=x&bands=7&beyond=0&zone=Mars&source=a&from=now&to=then&episode=1&table=perhaps'
  expect(readPairView(new URLSearchParams(wrong))).toEqual(DEFAULT_VIEW)
  for (const measured of [
    'now',
    '2025-11-19T12:05:00Z',
    '2025-11-19T12:05:00Z/2025-11-19T12:00:00Z',
  ]) {
    expect(readPairView(new URLSearchParams({ measured }))).toEqual(DEFAULT_VIEW)
  }
  const backwards = '?from=2025-11-19T12:05:00Z&to=2025-11-19T12:00:00Z'
  expect(readPairView(new URLSearchParams(backwards))).toEqual(DEFAULT_VIEW)
})

it('[PP1] a span of the past is told to the second, never narrower than it is', () => {
  const text = spanText({ fromS: 1_763_553_600.7, toS: 1_763_553_660.2 })
  expect(text).toEqual({ from: '2025-11-19T12:00:00Z', to: '2025-11-19T12:01:01Z' })
  expect(spanOf(text)).toEqual({ fromS: 1_763_553_600, toS: 1_763_553_661 })
  expect(spanOf(spanText(undefined))).toBeUndefined()
})
