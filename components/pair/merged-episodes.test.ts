import { expect, it } from 'vitest'
import type { Episode } from '@/lib/spread/episode'
import { MAX_KEPT_EPISODES, MergedEpisodes } from './merged-episodes'

const NOW = Date.UTC(2025, 10, 19, 12, 47)

function episode(startMs: number, over: Partial<Episode> = {}): Episode {
  return {
    ...{ startMs, endMs: startMs + 400, direction: 1, peakPct: 0.5, areaPctS: 0.2 },
    ...{ durationMs: 400, state: 'done', resolutionMs: 0, ...over },
  }
}

it('[PP2] an exact episode stays exact when only its bars are left', () => {
  const merged = new MergedEpisodes()
  const exact = episode(NOW - 60_350)
  expect(merged.take([exact], NOW - 90_000, NOW)).toEqual([exact])
  const bars = episode(NOW - 61_000, {
    endMs: NOW - 60_000,
    durationMs: 1_000,
    resolutionMs: 1_000,
  })
  const older = episode(NOW - 300_000, { endMs: NOW - 299_000, resolutionMs: 1_000 })
  expect(merged.take([older, bars], NOW - 30_000, NOW)).toEqual([older, exact])
  expect(merged.take([older, bars], NaN, NOW)).toEqual([older, exact])
})

it('[PP2] what the server still knows exactly replaces what was told before', () => {
  const merged = new MergedEpisodes()
  merged.take([episode(NOW - 5_000, { state: 'open', endMs: NaN })], NOW - 90_000, NOW)
  const done = episode(NOW - 5_000, { durationMs: 6_000 })
  expect(merged.take([done], NOW - 90_000, NOW)).toEqual([done])
})

it('[PP2] an episode that is told by bars and by quotes is one', () => {
  const from = NOW - 60_350
  const whole = { resolutionMs: 1_000, durationMs: 20_000 } as const
  const before = episode(NOW - 75_000, { ...whole, endMs: NOW - 55_000 })
  const within = episode(NOW - 41_000, { ...whole, endMs: NOW - 39_000 })
  const [rest, exact] = [episode(from), episode(NOW - 40_200)]
  const all = [before, rest, within, exact]
  expect(new MergedEpisodes().take(all, from, NOW)).toEqual([before, exact])
})

it('[PP2] the other direction is another episode, and what is an hour old goes', () => {
  const merged = new MergedEpisodes()
  const exact = episode(NOW - 60_350)
  merged.take([exact], NOW - 90_000, NOW)
  const down = episode(NOW - 61_000, { direction: -1, peakPct: -0.5, resolutionMs: 1_000 })
  expect(merged.take([down], NaN, NOW)).toEqual([down, exact])
  expect(merged.take([], NaN, NOW + 3_600_000)).toEqual([])
})

it('[PP2] remembers so many and no more', () => {
  const merged = new MergedEpisodes()
  const many = Array.from({ length: MAX_KEPT_EPISODES + 20 }, (_, at) =>
    episode(NOW - 900_000 + at),
  )
  merged.take(many, NOW - 1_000_000, NOW)
  expect(merged.take([], NaN, NOW)).toEqual(many.slice(-MAX_KEPT_EPISODES))
})
