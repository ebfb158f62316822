import { setImmediate } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { SlicedWork } from './sliced-work'

function* steps(count: number, onStep: () => void): Generator<void> {
  for (let step = 0; step < count; step++, yield) onStep()
}

it('[IN15] does long work in slices, one task after the other, with others in between', async () => {
  const nowMs = vi.spyOn(performance, 'now').mockReturnValue(0)
  const work = new SlicedWork()
  const done: string[] = []
  const slow = () => {
    done.push('slow')
    nowMs.mockReturnValue(nowMs() + 2)
  }
  work.add(steps(4, slow))
  work.add(
    steps(1, () => done.push('next')),
    'again',
  )
  work.add(
    steps(1, () => done.push('of the same kind')),
    'again',
  )
  expect(done).toEqual([])
  await setImmediate()
  expect(done).toEqual(['slow', 'slow'])
  done.push('between')
  await setImmediate()
  await setImmediate()
  expect(done).toEqual(['slow', 'slow', 'between', 'slow', 'slow', 'next'])
  // It is through by now, so the next of its kind is taken.
  work.add(
    steps(1, () => done.push('again')),
    'again',
  )
  await setImmediate()
  expect(done.at(-1)).toBe('again')
  vi.restoreAllMocks()
})

it('[IN6] leaves what is not done undone when closed', async () => {
  const work = new SlicedWork()
  const onStep = vi.fn<() => void>()
  work.add(steps(3, onStep))
  work.close()
  work.add(steps(1, onStep))
  await setImmediate()
  await setImmediate()
  expect(onStep).not.toHaveBeenCalled()
})
