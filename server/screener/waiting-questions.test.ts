import { expect, it, vi } from 'vitest'
import { WaitingQuestions } from './waiting-questions'

const LIMITS = { asked: 1, questions: 3, deadlineMs: 1_000 }

function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { open, opened }
}

it('[SCT5] those who are too many are turned away, and counted', async () => {
  const questions = new WaitingQuestions(LIMITS)
  const { open, opened } = gate()
  const inside = [1, 2, 3].map(() => questions.run(() => opened))
  await expect(questions.run(() => opened)).rejects.toMatchObject({ status: 503 })
  expect([questions.count, questions.refused]).toEqual([3, 1])
  open()
  await Promise.all(inside)
  expect(await questions.run(() => Promise.resolve(7))).toBe(7)
  expect(questions.count).toBe(0)
})

it('[SCT10] a question whose asker has left is not asked any more', async () => {
  const questions = new WaitingQuestions(LIMITS)
  const { open, opened } = gate()
  const first = questions.run(() => opened)
  const [left, asked] = [new AbortController(), vi.fn<() => Promise<void>>(() => Promise.resolve())]
  const second = questions.run(asked, left.signal)
  const third = questions.run(() => Promise.resolve('third'))
  left.abort()
  await expect(second).rejects.toMatchObject({ status: 503 })
  expect(questions.count).toBe(2)
  open()
  await first
  expect(await third).toBe('third')
  expect(asked).not.toHaveBeenCalled()
  await expect(questions.run(asked, left.signal)).rejects.toMatchObject({ status: 503 })
  expect(asked).not.toHaveBeenCalled()
})

it('[SCT11] one that waits longer than the deadline gets 503, counted; its turn is over when it is answered', async () => {
  vi.useFakeTimers()
  try {
    const questions = new WaitingQuestions(LIMITS)
    const { open, opened } = gate()
    const said = [questions.run(() => opened), questions.run(() => opened)].map((question) =>
      question.catch((error: unknown) => error),
    )
    await vi.advanceTimersByTimeAsync(LIMITS.deadlineMs)
    expect(await Promise.all(said)).toMatchObject([{ status: 503 }, { status: 503 }])
    expect([questions.count, questions.refused]).toEqual([0, 2])
    const next = questions.run(() => Promise.resolve('next'))
    open()
    expect(await next).toBe('next')
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})
