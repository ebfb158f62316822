import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Pair } from '@/lib/market/pair'
import { eventually } from '../testing/eventually'
import type { Outcome } from './analyzer-child'
import { AnalyzerPool } from './analyzer-pool'
import { ReadingTurns } from './reading-turns'

const folder = mkdtempSync(path.join(tmpdir(), 'analyzer-'))
afterAll(() => rmSync(folder, { recursive: true }))

const RESULT = {
  ...{ cells: [], zeroCrossingsPerMinute: 1, joinedPoints: 1 },
  ...{ rows: 5, rejectedRows: 0, skipped: [] },
}

/** A program that reads when it may, answers and, at the symbol DIE, dies while it reads. */
const READS = `
process.on('disconnect', () => process.exit())
let pair
process.on('message', (order) => {
  if (order.type === 'pair') {
    pair = order.pair
    process.send({ type: 'wait' })
  } else if (pair.symbol === 'DIE') {
    console.error('a panic')
    process.exit(7)
  } else {
    process.send({ type: 'leave' })
    process.send({ type: 'rows', rows: 5 })
    process.send({ type: 'result', result: ${JSON.stringify(RESULT)} })
  }
})`
const HANGS = "process.on('message', () => process.send({ type: 'wait' }))"

function poolOf(program: string, workers: number, onRows: (rows: number) => void = () => {}) {
  const file = path.join(folder, 'program.mjs')
  writeFileSync(file, program)
  const analysis = { lakeDir: '', fromMs: null, endMs: null, thresholds: [0.4], toleranceMs: 2_000 }
  return new AnalyzerPool({ file, analysis, workers, onRows })
}

function pairsOf(...symbols: string[]): Pair[] {
  return symbols.map((symbol) => ({ symbol, exchange1: 'X', exchange2: 'Y' }))
}

describe(AnalyzerPool, () => {
  it.each([1, 4])(
    '[AN19] a process that dies costs its pair only; %i at a time',
    async (workers) => {
      let rows = 0
      const pool = poolOf(READS, workers, (more) => (rows += more))
      const outcomes = new Map<string, Outcome>()
      const pairs = pairsOf('A', 'DIE', 'B', 'C', 'DIE', 'D', 'E', 'F', 'DIE', 'G')
      await pool.run(pairs, ({ symbol }, outcome) => outcomes.set(symbol, outcome))
      const died = 'its process ended with exit code 7: a panic'
      expect(Object.fromEntries(outcomes)).toEqual({
        ...Object.fromEntries(['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name) => [name, RESULT])),
        DIE: died,
      })
      expect(rows).toBe(35)
    },
  )

  it('[AN19] stops at once, and tells of nothing more', async () => {
    const pool = poolOf(HANGS, 2)
    let outcomes = 0
    const running = pool.run(pairsOf('A', 'B', 'C'), () => outcomes++)
    await eventually(() => expect(pool.processes).toBe(2))
    await pool.stop()
    await running
    await pool.stop()
    expect([outcomes, pool.processes]).toEqual([0, 0])
  })
})

describe(ReadingTurns, () => {
  it('[AN20] lets two read at once, the others in the order in which they came', () => {
    const turns = new ReadingTurns(2)
    const inside: string[] = []
    for (const name of ['a', 'b', 'c', 'd']) turns.wait(() => inside.push(name))
    expect(inside).toEqual(['a', 'b'])
    turns.leave()
    expect(inside).toEqual(['a', 'b', 'c'])
    turns.leave()
    turns.leave()
    turns.leave()
    turns.wait(() => inside.push('e'))
    expect(inside).toEqual(['a', 'b', 'c', 'd', 'e'])
  })
})
