import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { Turnstile } from './turnstile'

describe(Turnstile, () => {
  function setup() {
    const turnstile = new Turnstile(1, 2)
    const ran: string[] = []
    const ends = new Map<string, () => void>()
    const enter = (name: string) => {
      const who = new EventEmitter()
      const passed = turnstile.pass(who, () => {
        ran.push(name)
        return new Promise((resolve) => ends.set(name, resolve))
      })
      return { who, passed }
    }
    return { turnstile, ran, end: (name: string) => ends.get(name)?.(), enter }
  }

  it('[TU1] lets in so many, in order, and turns away those who are too many', async () => {
    const { turnstile, ran, end, enter } = setup()
    const first = enter('a')
    const second = enter('b')
    const third = enter('c')
    await expect(enter('d').passed).rejects.toMatchObject({ status: 503 })
    expect(turnstile).toMatchObject({ inside: 1, waiting: 2, refused: 1 })
    end('a')
    await first.passed
    expect(ran).toEqual(['a', 'b'])
    end('b')
    await second.passed
    end('c')
    await third.passed
    expect(ran).toEqual(['a', 'b', 'c'])
    expect(turnstile).toMatchObject({ inside: 0, waiting: 0 })
  })

  it('[TU2] forgets who leaves while waiting', async () => {
    const { turnstile, ran, end, enter } = setup()
    const first = enter('a')
    const second = enter('b')
    second.who.emit('close')
    await second.passed
    expect(turnstile.waiting).toBe(0)
    expect(second.who.listenerCount('close')).toBe(0)
    end('a')
    await first.passed
    expect(ran).toEqual(['a'])
    expect(turnstile.inside).toBe(0)
  })

  it('[TU3] goes on after a task that fails', async () => {
    const turnstile = new Turnstile(1, 1)
    const failing = () => Promise.reject(new Error('as asked'))
    await expect(turnstile.pass(new EventEmitter(), failing)).rejects.toThrow('as asked')
    expect(turnstile.inside).toBe(0)
  })
})
