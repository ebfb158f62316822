import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { interleave, named, valuesOf, type Way } from '../suite/interleave'
import type { Suite } from '../suite/benchmark'
import type { Column } from '../suite/report'
import type { Fill, Weight } from './fill'

export const name = 'windows'

const PROGRAM = fileURLToPath(new URL('./fill.process.js', import.meta.url))
const GIB = 2 ** 30
const MIB = 2 ** 20
const HOUR = 3_600
/** 28,000 pairs with an hour of bars would take 14 GiB. */
const BARS_OF_MANY = 300
const OBJECT_WINDOWS = 1_000
const OBJECT_PAIRS = 100
const MAX_BYTES_A_POINT = 26
const MAX_GIB = 4
const MAX_COLLECTION_MS = 20
const MAX_TENTH = 0.11

const quotes = (slots: number, filled = slots): Fill => ({
  ...{ of: 'quotes', slots, filled, each: HOUR },
})
const bars = (pairs: number, each: number): Fill => ({
  ...{ of: 'bars', slots: pairs, filled: pairs, each },
})
const THOUSAND = quotes(1_000)
const TEN_THOUSAND = quotes(10_000)
const TENTH = quotes(10_000, 1_000)
const LARGE = quotes(40_000)
const OBJECTS: Fill = { of: 'quote objects', slots: 0, filled: OBJECT_WINDOWS, each: HOUR }
const PAIRS = bars(2_000, HOUR)
const MANY_PAIRS = bars(28_000, BARS_OF_MANY)
const BAR_OBJECTS: Fill = { of: 'bar objects', slots: 0, filled: OBJECT_PAIRS, each: HOUR }

type Figure = 'bytesAPoint' | 'residentMib' | 'collectionMs'

/**
 * By how much a process grows, resident, by what is held, and how long a full collection of garbage
 * takes with it. Each is filled in a process of its own, one after the other.
 */
export async function run({ report, runs }: Suite): Promise<void> {
  const fills = [THOUSAND, TEN_THOUSAND, TENTH, LARGE, OBJECTS]
  const measured = await interleave(fills.map(wayOf), runs)
  const measuredBars = await interleave([PAIRS, MANY_PAIRS, BAR_OBJECTS].map(wayOf), runs)
  report.text(
    'A window point is time, bid and ask. Bytes a point are all that the process grows by: pages, ' +
      'tables, and objects of the heap.',
  )
  report.measured(measured, columns('point'), {
    of: 'bytesAPoint',
    to: [nameOf(OBJECTS)],
  })
  report.text(
    `A bar has three spreads with bands and both legs' prices. 28,000 pairs hold ${BARS_OF_MANY} bars each ` +
      'here; an hour would take twelve times the memory of the pages.',
  )
  report.measured(measuredBars, columns('bar'), {
    of: 'bytesAPoint',
    to: [nameOf(BAR_OBJECTS)],
  })

  const values = (fill: Fill, figure: Figure) => valuesOf(named(measured, nameOf(fill)), figure)
  for (const fill of [THOUSAND, TEN_THOUSAND, LARGE]) {
    const text = `bytes a point, ${nameOf(fill)}`
    report.target(text, { below: MAX_BYTES_A_POINT }, values(fill, 'bytesAPoint'), 1)
  }
  const large = values(LARGE, 'residentMib').map((mib) => (mib * MIB) / GIB)
  report.target(`GiB, ${nameOf(LARGE)}`, { below: MAX_GIB }, large)
  const whole = values(TEN_THOUSAND, 'residentMib')
  report.target(
    'a tenth of the windows in use takes of the memory of all',
    { below: MAX_TENTH },
    values(TENTH, 'residentMib').map((mib, run) => mib / (whole[run] ?? NaN)),
    3,
  )
  report.target(
    `full collection, ms, ${nameOf(LARGE)}`,
    { below: MAX_COLLECTION_MS },
    values(LARGE, 'collectionMs'),
    1,
  )
}

function nameOf({ of, slots, filled, each }: Fill): string {
  const count = (number: number) => number.toLocaleString('en-US')
  const isPart = slots > filled ? ` (of ${count(slots)})` : ''
  return `${of}: ${count(filled)}${isPart} x ${count(each)}`
}

function wayOf(fill: Fill): Way<Figure> {
  return {
    name: nameOf(fill),
    measure: async () => {
      const { bytes, items, collectionMs } = await weigh(fill)
      return { bytesAPoint: bytes / items, residentMib: bytes / MIB, collectionMs }
    },
  }
}

/** @throws Error when the process ends without an answer */
async function weigh(fill: Fill): Promise<Weight> {
  // As `npm start` runs the server.
  const child = fork(PROGRAM, [], {
    execArgv: ['--max-semi-space-size=4', '--max-old-space-size=4096'],
    env: { NODE_ENV: 'production', MALLOC_MMAP_THRESHOLD_: '32768' },
  })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`windows: the process ended with ${String(code)}`)
  })
  child.send(fill)
  const [weight]: Weight[] = await Promise.race([once(child, 'message'), ended])
  ended.catch(() => {})
  if (weight === undefined) throw new Error('windows: nothing was weighed')
  return weight
}

function columns(row: 'point' | 'bar'): Column<Figure>[] {
  return [
    { figure: 'bytesAPoint', head: `bytes a ${row}`, digits: 1 },
    { figure: 'residentMib', head: 'MiB', digits: 0 },
    { figure: 'collectionMs', head: 'full collection, ms', digits: 1 },
  ]
}
