import { describe, expect, inject, it } from 'vitest'
import { run as crash } from './crash'
import { run as shutdown } from './shutdown'
import { run as stoppedFeed } from './stopped-feed'

const options = () => ({ programs: inject('bundleDir'), minutes: undefined })

// They mostly wait, each for processes of its own.
describe.concurrent('a server whose parts fail', () => {
  it('[LIFE4] notices a feed that is silent without closing, and takes it back', async () => {
    const { faults } = await stoppedFeed(options())
    expect(faults).toEqual([])
  })

  it('[LIFE5] starts again what crashes, and ends on a fault of its own', async () => {
    const { faults } = await crash(options())
    expect(faults).toEqual([])
  })

  it('[LIFE6] stops on a signal whatever its peers do, and leaves nothing', async () => {
    const { faults } = await shutdown(options())
    expect(faults).toEqual([])
  })
})
