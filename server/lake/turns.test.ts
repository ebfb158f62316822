import { expect, it } from 'vitest'
import { Turns } from './turns'

const never = new AbortController().signal

/** Tasks that run until they are ended, and who began in which order. */
function tasks(turns: Turns) {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const run = (name: string, signal = never) =>
    turns.run(() => {
      begun.push(name)
      return new Promise<string>((resolve) => ends.set(name, () => resolve(name)))
    }, signal)
  return { begun, run, end: (name: string) => ends.get(name)?.() }
}

it('[LK14] lets so many run at once, the others in the order in which they came', async () => {
  const { begun, run, end } = tasks(new Turns(2))
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => run(name))
  await Promise.resolve()
  expect(begun).toEqual(['a', 'b'])
  end('b')
  expect(await b).toBe('b')
  end('a')
  await a
  expect(begun).toEqual(['a', 'b', 'c', 'd'])
  end('c')
  end('d')
  expect(await Promise.all([c, d])).toEqual(['c', 'd'])
})

it('[LK13][LK14] who gives up waiting costs the others nothing', async () => {
  const { begun, run, end } = tasks(new Turns(1))
  const left = new AbortController()
  const a = run('a')
  const b = run('b', left.signal)
  const c = run('c')
  left.abort(new Error('left'))
  await expect(b).rejects.toThrow('left')
  await expect(run('late', left.signal)).rejects.toThrow('left')
  end('a')
  await a
  expect(begun).toEqual(['a', 'c'])
  end('c')
  await c
})

it('[LK14] a task that fails gives its turn back', async () => {
  const turns = new Turns(1)
  await expect(turns.run(() => Promise.reject(new Error('bad')), never)).rejects.toThrow('bad')
  expect(await turns.run(() => Promise.resolve(1), never)).toBe(1)
})
