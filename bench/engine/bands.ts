import { seededRandom } from '@/lib/spread/testing/seeded-random'
import { SlidingBands } from '@/lib/spread/sliding-bands'
import type { Way } from '../suite/interleave'
import { userNanoseconds } from '../suite/processor-time'
import { SortedRing } from './sorted-ring'

const POINTS = 200_000
const KINDS = 3
const BAND_POINTS = 200
const UPPER_RANK = 193

/** The bands of three kinds alone, of scattered values: by tails, and by whole sorted rings. */
export function bandWays(): Way<'nsAPoint'>[] {
  const values = Float64Array.from({ length: POINTS * KINDS }, seededRandom(3))
  const bands = new SlidingBands()
  const rings = Array.from({ length: KINDS }, () => new SortedRing(BAND_POINTS))
  const each = (add: (at: number) => void) =>
    userNanoseconds(() => {
      for (let point = 0; point < POINTS; point++) add(point * KINDS)
    }) / POINTS
  return [
    {
      name: 'bands alone: tails',
      measure: async () => ({
        nsAPoint: each((at) => bands.add(0, values.subarray(at, at + KINDS), false)),
      }),
    },
    {
      name: 'bands alone: sorted rings',
      measure: async () => {
        const nsAPoint = each((at) => {
          for (let kind = 0; kind < KINDS; kind++) rings[kind]!.push(values[at + kind]!)
        })
        if (rings.some((ring, kind) => ring.at(UPPER_RANK) !== bands.upper(0, kind))) {
          throw new Error('engine: tails and sorted rings differ')
        }
        return { nsAPoint }
      },
    },
  ]
}
