import { describe, expect, inject, it } from 'vitest'
import { run as budget } from './budget'
import { run as cleaning } from './cleaning'
import { run as growth } from './growth'
import { run as manyReaders } from './many-readers'
import { run as storm } from './storm'
import { run as tornReads } from './torn-reads'

const options = () => ({ programs: inject('bundleDir'), minutes: undefined })

// They mostly wait, each for processes of its own.
describe.concurrent('a server under load', () => {
  it('[LIFE1] gives every reader every line, and ends those that are stuck at the cost of none', async () => {
    const { faults } = await manyReaders(options())
    expect(faults).toEqual([])
  })

  it('[LIFE2] leaves nothing behind after a storm of reconnects on both sides', async () => {
    const { faults } = await storm(options())
    expect(faults).toEqual([])
  })

  it('[LIFE3] does not grow at 5,000 quotes a second', async () => {
    const { faults } = await growth(options())
    expect(faults).toEqual([])
  })

  it('[LIFE9] keeps to its windows and their bytes, and cleans up while quotes go on', async () => {
    const { faults } = await cleaning(options())
    expect(faults).toEqual([])
  })

  it('[LIFE10] hands out no torn window and none for another while quotes and evictions go on', async () => {
    const { faults } = await tornReads(options())
    expect(faults).toEqual([])
  })

  it('[LIFE11] keeps the busiest windows and the newest quotes of each, whatever is offered', async () => {
    const { faults } = await budget(options())
    expect(faults).toEqual([])
  })
})
