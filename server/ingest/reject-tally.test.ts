import { describe, expect, it } from 'vitest'
import { LOG_INTERVAL_MS, RejectTally } from './reject-tally'

describe(RejectTally, () => {
  it('[IN3] makes a reason due at once, then at most once a minute, with what came meanwhile', () => {
    const tally = new RejectTally()
    expect(tally.takeDue(0)).toEqual([])
    tally.add('late')
    tally.add('late')
    tally.add('crossed')
    expect(tally.takeDue(1_000)).toEqual([
      { reason: 'crossed', count: 1, total: 1 },
      { reason: 'late', count: 2, total: 2 },
    ])
    tally.add('late')
    expect(tally.takeDue(LOG_INTERVAL_MS + 999)).toEqual([])
    expect(tally.takeDue(LOG_INTERVAL_MS + 1_000)).toEqual([{ reason: 'late', count: 1, total: 3 }])
    expect(tally.takeDue(LOG_INTERVAL_MS * 9)).toEqual([])
  })

  it('[IN2] counts by reason and names only those that occurred', () => {
    const tally = new RejectTally()
    expect(tally.totals()).toEqual({})
    tally.add('future')
    tally.add('future')
    expect(tally.totals()).toEqual({ future: 2 })
  })
})
