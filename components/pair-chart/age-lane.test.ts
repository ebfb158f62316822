import { describe, expect, it } from 'vitest'
import { layOnGrid } from '../chart/time-grid'
import { pairRowsOf } from '../chart/testing/pair-rows-of'
import { AgeLane } from './age-lane'
import { qualityColumns } from './quality-columns'

describe('the quality lane', () => {
  it('[PC5] keeps the largest age of a second, and a bounded number of seconds', () => {
    const lane = new AgeLane(100)
    lane.note(1_000, { age1Ms: 200, age2Ms: 900 })
    lane.note(1_000, { age1Ms: 300, age2Ms: 100 })
    expect(lane.at(1_000)).toEqual({ age1Ms: 300, age2Ms: 900 })
    lane.note(1_100, { age1Ms: 1, age2Ms: 1 })
    expect(lane.at(1_000)).toBeUndefined()
    expect(lane.at(999)).toBeUndefined()
  })

  it('[PC5] what was seen is told as seen, and beyond the tolerance as stale', () => {
    const items = layOnGrid(pairRowsOf([[10, 1], [11, 1]]), 10, 11, 1) // prettier-ignore
    const lane = new AgeLane(100)
    lane.note(11, { age1Ms: 250, age2Ms: 2_001 })
    const { age1Ms, age2Ms, isSeen } = qualityColumns(items, lane, 0, 1)
    expect([...isSeen]).toEqual([0, 1])
    expect([age1Ms[1], age2Ms[1]]).toEqual([250, Infinity])
  })

  it('[PC5] unseen seconds are told by how long the prices stood, at most the tolerance', () => {
    const items = layOnGrid(pairRowsOf([[10, 1], [11, 1], [12, 1], [13, 1]]), 10, 13, 1) // prettier-ignore
    const { age1Ms } = qualityColumns(items, new AgeLane(100), 0, 3)
    expect([...age1Ms]).toEqual([1_000, 2_000, 2_000, 2_000])
  })

  it('[PC5] in a hole the leg that is missing is stale, of the other nothing is said', () => {
    const rows = pairRowsOf([[10, 1], [14, 1]], [{ from: 11, to: 14, cause: 'leg2_stale' }]) // prettier-ignore
    const items = layOnGrid(rows, 10, 14, 1)
    const { age1Ms, age2Ms } = qualityColumns(items, new AgeLane(100), 0, 4)
    expect([age1Ms[2], age2Ms[2]]).toEqual([NaN, Infinity])
  })
})
