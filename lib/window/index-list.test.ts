import { expect, it } from 'vitest'
import { IndexList } from './index-list'

it('[PG1] keeps the order of putting, whatever is put again or removed', () => {
  const list = new IndexList(5)
  const order: number[] = []
  let state = 7
  for (let turn = 0; turn < 2_000; turn++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    const index = (state >> 8) % 5
    if (order.includes(index)) order.splice(order.indexOf(index), 1)
    if ((state >> 16) % 3 === 0) list.remove(index)
    else {
      list.put(index)
      order.push(index)
    }
    expect(list.oldest).toBe(order[0])
    expect([0, 1, 2, 3, 4].filter((each) => list.has(each))).toEqual(
      order.toSorted((a, b) => a - b),
    )
  }
})
