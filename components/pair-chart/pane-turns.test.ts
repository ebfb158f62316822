import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PaneTurns } from './pane-turns'

let frames: Map<number, () => void>
let painted: string[]
const pane = (name: string) => ({ applyOptions: () => void painted.push(name) })

beforeEach(() => {
  frames = new Map()
  painted = []
  let newest = 0
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => {
    frames.set(++newest, run)
    return newest
  })
  vi.stubGlobal('cancelAnimationFrame', (frame: number) => frames.delete(frame))
})
afterEach(() => vi.unstubAllGlobals())

function nextFrame(): void {
  const due = [...frames.values()]
  frames.clear()
  for (const run of due) run()
}

it('[PC20] what comes by itself paints one pane with each frame, and each keeps its turn', () => {
  const turns = new PaneTurns([pane('spread'), pane('prices'), pane('quality')])
  turns.paintInTurn()
  expect(painted).toEqual(['spread'])
  nextFrame()
  turns.paintInTurn()
  nextFrame()
  nextFrame()
  expect(painted).toEqual(['spread', 'prices', 'quality', 'spread'])
  nextFrame()
  nextFrame()
  expect(painted.slice(4)).toEqual(['prices'])
  expect(frames.size).toBe(0)
})

it('[PC20] what hands do paints all at once, and nothing is left when it is closed', () => {
  const turns = new PaneTurns([pane('spread'), pane('prices')])
  turns.paintInTurn()
  turns.paintAll()
  expect(painted).toEqual(['spread', 'spread', 'prices'])
  expect(frames.size).toBe(0)
  turns.paintInTurn()
  turns.close()
  expect(frames.size).toBe(0)
})
