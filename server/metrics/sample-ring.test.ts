import { expect, it } from 'vitest'
import { MAX_SAMPLE_AGE_MS, MAX_SAMPLES, SampleRing } from './sample-ring'

it('[MO5] keeps no more samples than it may, the newest ones', () => {
  const ring = new SampleRing()
  for (let timeMs = 0; timeMs < MAX_SAMPLES + 7; timeMs++) ring.add({ timeMs })
  expect(ring.samples).toHaveLength(MAX_SAMPLES)
  expect(ring.samples[0]).toEqual({ timeMs: 7 })
  expect(ring.dropped).toBe(7)
})

it('[MO5] keeps none that is older than an hour', () => {
  const ring = new SampleRing()
  for (const timeMs of [0, 1, MAX_SAMPLE_AGE_MS + 1]) ring.add({ timeMs })
  expect(ring.samples.map(({ timeMs }) => timeMs)).toEqual([1, MAX_SAMPLE_AGE_MS + 1])
})
