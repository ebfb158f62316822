import { describe, expect, it } from 'vitest'
import type { PairRows } from '../stream/pair-rows'
import type { ChartItem } from './chart-item'
import { planUpdate, type Shown } from './plan-update'
import { everySecond, mergeBars, pairRowsOf } from './testing/pair-rows-of'
import { layOnGrid } from './time-grid'

const WINDOW = 300
const START = 10_000

/** Does to a list of items what a chart does, and counts what it cost. */
function setup(rows: PairRows, windowSeconds = WINDOW) {
  let shown: Shown | undefined
  let items: ChartItem[] = []
  const kinds: string[] = []
  const show = (endTime: number) => {
    const update = planUpdate(shown, rows, windowSeconds, endTime)
    kinds.push(update.kind)
    if (update.kind === 'reset') items = [...update.items]
    if (update.kind === 'append') {
      for (const item of update.items) {
        const newest = items.at(-1)!
        // What the chart library refuses.
        if (item.time < newest.time) throw new Error('older than the newest')
        if (item.time === newest.time) items[items.length - 1] = item
        else items.push(item)
      }
    }
    const { epoch, version, lastTime } = rows
    shown = { epoch, version, lastTime, windowSeconds, items }
    return items
  }
  return { show, kinds, items: () => items }
}

describe(planUpdate, () => {
  it('[BC7] draws all first, then nothing while nothing changes, then what is new', () => {
    const rows = pairRowsOf(everySecond(START, START + WINDOW))
    const { show, kinds } = setup(rows)
    show(START + WINDOW - 1)
    show(START + WINDOW - 1)
    mergeBars(rows, [START + WINDOW, 5])
    const items = show(START + WINDOW)
    expect(kinds).toEqual(['reset', 'none', 'append'])
    expect(items.at(-1)).toMatchObject({ time: START + WINDOW, last: 5 })
  })

  it('[BC7] shows a change of the bar that was the newest together with the next bar', () => {
    const rows = pairRowsOf(everySecond(START, START + WINDOW))
    const { show, kinds } = setup(rows)
    const end = START + WINDOW - 1
    show(end)
    mergeBars(rows, [end, 8], [end + 1, 9])
    expect(show(end + 1).slice(-2)).toMatchObject([{ last: 8 }, { last: 9 }])
    expect(kinds).toEqual(['reset', 'append'])
  })

  it('[BC8] moves on while nothing comes, holding the last value until a hole opens', () => {
    const rows = pairRowsOf(everySecond(START, START + WINDOW))
    const { show } = setup(rows)
    const end = START + WINDOW - 1
    show(end)
    expect(show(end + 2).slice(-2)).toMatchObject([{ kind: 'held' }, { kind: 'held' }])
    rows.setGap({ from: end + 1, to: null, cause: 'leg1_stale' })
    expect(
      show(end + 3)
        .slice(-3)
        .map(({ kind }) => kind),
    ).toEqual(['hole', 'hole', 'hole'])
  })

  it('[BC8] turns places that were held into a hole that is found 20 s late', () => {
    const rows = pairRowsOf(everySecond(START, START + WINDOW))
    const { show } = setup(rows)
    const end = START + WINDOW - 1
    for (let late = 0; late <= 20; late++) show(end + late)
    rows.setGap({ from: end + 1, to: null, cause: 'feed_down' })
    expect(
      show(end + 20)
        .slice(-21)
        .map(({ kind }) => kind),
    ).toEqual(['bar', ...Array.from({ length: 20 }, () => 'hole')])
  })

  it('[BC8] shows a hole that is told when it is long over', () => {
    const rows = pairRowsOf(everySecond(START, START + WINDOW))
    const { show } = setup(rows)
    const end = START + WINDOW - 1
    for (let late = 0; late <= 20; late++) show(end + late)
    rows.setGap({ from: end + 1, to: end + 4, cause: 'feed_down' })
    const kinds = show(end + 20).map(({ kind }) => kind)
    expect(kinds.slice(-21, -16)).toEqual(['bar', 'hole', 'hole', 'hole', 'held'])
  })

  it('[BC9] shows the same as a chart drawn anew, whatever came in whatever order', () => {
    const rows = pairRowsOf(everySecond(START, START + WINDOW))
    const { show } = setup(rows)
    let seed = 7
    const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647
    let openFrom: number | undefined
    for (let tick = 0; tick < 3_000; tick++) {
      const now = START + WINDOW + Math.floor(tick / 3)
      const dice = random()
      if (dice < 0.4 && openFrom === undefined) {
        mergeBars(rows, [now - Math.floor(random() * 2), random()])
      } else if (dice < 0.42 && openFrom === undefined) {
        openFrom = Math.max(now - 2, (rows.bars.newestTime ?? 0) + 1)
        rows.setGap({ from: openFrom, to: null, cause: 'leg2_stale' })
      } else if (dice > 0.95 && openFrom !== undefined && now > openFrom) {
        rows.setGap({ from: openFrom, to: now, cause: 'leg2_stale' })
        mergeBars(rows, [now, random()])
        openFrom = undefined
      } else if (dice > 0.498 && dice < 0.502) {
        mergeBars(rows, [now - 60, random()])
      }
      const items = show(now - 1)
      const fresh = layOnGrid(rows, items.at(-1)!.time - WINDOW + 1, items.at(-1)!.time, 1)
      expect(items.slice(-WINDOW)).toEqual(fresh)
    }
  })

  it('[BC10] never lets a chart grow beyond a quarter over its window', () => {
    const rows = pairRowsOf(everySecond(START, START + WINDOW))
    const { show, kinds } = setup(rows)
    let most = 0
    for (let time = START + WINDOW; time < START + 10 * WINDOW; time++) {
      mergeBars(rows, [time, 1])
      most = Math.max(most, show(time).length)
    }
    expect(most).toBe(WINDOW * 1.25)
    expect(kinds.filter((kind) => kind === 'reset').length).toBeLessThan(40)
  })

  it('[BC11] draws anew for another window and after a series that replaced everything', () => {
    const rows = pairRowsOf(everySecond(START, START + WINDOW))
    const { show, kinds } = setup(rows)
    show(START + WINDOW)
    rows.epoch++
    show(START + WINDOW)
    expect(kinds).toEqual(['reset', 'reset'])
    const other = planUpdate(
      { epoch: rows.epoch, version: rows.version, lastTime: rows.lastTime, windowSeconds: 1, items: layOnGrid(rows, START, START + 5, 1) },
      rows,
      WINDOW,
      START + WINDOW,
    ) // prettier-ignore
    expect(other.kind).toBe('reset')
  })
})
