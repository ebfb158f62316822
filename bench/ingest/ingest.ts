import { interleave, type Measured, named, ratios, valuesOf, type Way } from '../suite/interleave'
import type { Suite } from '../suite/benchmark'
import type { Column, Report } from '../suite/report'
import { type BaselineFigures, measureBaseline } from './baseline-way'
import { measureGarbage } from './garbage'
import { measureRecorded } from './recorded-way'
import { describePython, findPython, pythonReceiver, threadReceiver } from './receivers'
import type { TakerName } from './takers'
import { measureWorker } from './worker-way'

export const name = 'ingest'
export const baselines = ['ws']

const WINDOWS = { exchanges: 1, symbols: 2_000 }
const PAIRS = { exchanges: 5, symbols: 400 }
const RATES = [100_000, 200_000, 400_000, 800_000]
/** As many files are open at a time as there are instruments. */
const RECORDED = { exchanges: 5, symbols: 50 }
/** What the target of the pairs is put to. */
const PAIRS_RATES = [...RATES, 300_000].toSorted((a, b) => a - b)
const PACKET_RATE = 100_000
const RECORDED_RATE = 100_000
const WINDOW_POINTS = [100, 1_000, 3_600]
const OBJECT_POINTS = 3_600

/** Reports of the worker, one a second: 5 runs of 4 make the 20 s at each rate. */
const OFFERED = { warmUpReports: 1, reports: 4 }
/** What a target is put to has them in each run: in 4 s the sender's queue would hide what is not taken. */
const JUDGED = { warmUpReports: 1, reports: 20 }
/** Seconds of the clock and of the worker's reports are not quite the same. */
const DELIVERED_SHARE = 0.99
const FLAT_OUT = { warmUpReports: 2, reports: 2 }

const OURS = 'worker, windows only'
const OURS_PAIRS = 'worker, 4,000 pairs'
const DISCARD = 'ws, discard'
const PARSE = 'ws + JSON.parse'

type OfferedFigure = 'quotesPerSecond' | 'droppedPercent' | 'worstLagMs' | 'cores' | 'nsPerQuote'
type FlatOutFigure = keyof BaselineFigures

const FLAT_OUT_COLUMNS: readonly Column<FlatOutFigure>[] = [
  { figure: 'quotesPerSecond', head: 'quotes/s', digits: 0 },
  { figure: 'nsPerQuote', head: 'ns of processor a quote', digits: 0 },
  { figure: 'cores', head: 'cores', digits: 2 },
]
const OFFERED_COLUMNS: readonly Column<OfferedFigure>[] = [
  { figure: 'quotesPerSecond', head: 'delivered/s', digits: 0 },
  { figure: 'droppedPercent', head: 'dropped, %', digits: 2 },
  { figure: 'worstLagMs', head: 'lag, worst second, ms', digits: 1 },
  { figure: 'cores', head: 'cores', digits: 2 },
  { figure: 'nsPerQuote', head: 'ns of processor a quote', digits: 0 },
]

/** Quotes from a sender process through a socket into the ingest worker, and into what others would do. */
export async function run({ report, runs }: Suite): Promise<void> {
  report.text(
    'A process sends frames of 225 bytes, 250 coalesced in each write, of 2,000 instruments: of one ' +
      'exchange (windows only) or of 5 x 400 symbols with bars and bands of all 4,000 pairs. Worker: ' +
      'socket, decoder, windows, engine, as the server starts it. That it took each quote, and the last ' +
      'price of each window, is asserted, for the baselines as well. Processor time is that of the whole ' +
      'process that receives.',
  )
  await measureFlatOut(report, runs)
  await measureOffered(report, runs)
  const garbage = await measureGarbage()
  report.target('4,000 pairs: garbage a quote but for that of ws, bytes', { below: 1 }, [garbage])
}

async function measureFlatOut(report: Report, runs: number): Promise<void> {
  const python = findPython()
  const measured = await interleave([...flatOutWays(), ...pythonWays(python)], runs)
  report.text('Flat out: as much as each of them takes, for 2 s.')
  report.measured(measured, FLAT_OUT_COLUMNS, { of: 'quotesPerSecond', to: [DISCARD, PARSE] })
  report.text(
    python === undefined
      ? 'Left out: Python, as no websockets package was found.'
      : `Python: ${describePython(python)}.`,
  )
  const against = (ours: string, baseline: string) =>
    ratios(named(measured, ours), named(measured, baseline), 'quotesPerSecond')
  report.target('windows only, x ws and discard', { atLeast: 0.45 }, against(OURS, DISCARD))
  report.target('windows only, x ws + JSON.parse', { atLeast: 1.5 }, against(OURS, PARSE))
  report.target('4,000 pairs, x ws and discard', { atLeast: 0.2 }, against(OURS_PAIRS, DISCARD))
  if (python === undefined) return
  for (const [at, points] of WINDOW_POINTS.entries()) {
    const text = `windows only, x the predecessor in Python at ${points} points`
    report.target(text, { atLeast: [25, 60, 100][at]! }, against(OURS, pythonName(points)), 1)
  }
}

function flatOutWays(): Way<FlatOutFigure>[] {
  const flatOut = (market: typeof PAIRS) => () =>
    measureWorker({ plan: { market, framePerPacket: false }, ...FLAT_OUT })
  const baseline = (taker: TakerName, points: number, market = WINDOWS) => ({
    measure: () =>
      measureBaseline({
        market,
        connect: (url) => threadReceiver(url, { taker, market, points }),
        expectedSum: ({ bidSum, lastBidSum }) =>
          ({ discard: 0, parse: bidSum, objects: lastBidSum, predecessor: lastBidSum })[taker],
      }),
  })
  return [
    { name: OURS, measure: flatOut(WINDOWS) },
    { name: OURS_PAIRS, measure: flatOut(PAIRS) },
    { name: DISCARD, ...baseline('discard', 0) },
    { name: PARSE, ...baseline('parse', 0) },
    { name: 'ws + JSON.parse + object windows', ...baseline('objects', OBJECT_POINTS) },
    ...WINDOW_POINTS.map((points) => ({
      name: `predecessor in TypeScript, ${points} points`,
      ...baseline('predecessor', points, PAIRS),
    })),
  ]
}

function pythonWays(python: string | undefined): Way<FlatOutFigure>[] {
  if (python === undefined) return []
  return WINDOW_POINTS.map((points) => ({
    name: pythonName(points),
    measure: () =>
      measureBaseline({
        market: PAIRS,
        connect: (url) => pythonReceiver(python, url, points),
        expectedSum: ({ lastBidSum }) => lastBidSum,
      }),
  }))
}

function pythonName(points: number): string {
  return `predecessor in Python, ${points} points`
}

async function measureOffered(report: Report, runs: number): Promise<void> {
  const most = offeredName(OURS, 800_000)
  const pairs = offeredName(OURS_PAIRS, 300_000)
  const judged = [most, pairs]
  const offered = (of: string, market: typeof PAIRS, quotesPerSecond: number) => {
    const name = offeredName(of, quotesPerSecond)
    const plan = { market, quotesPerSecond, framePerPacket: false }
    return {
      name,
      measure: () => measureWorker({ plan, ...(judged.includes(name) ? JUDGED : OFFERED) }),
    }
  }
  const packets = offeredName('worker, a frame a packet', PACKET_RATE)
  const recorded = offeredName('worker, recorded', RECORDED_RATE)
  const measured: Measured<OfferedFigure>[] = await interleave<OfferedFigure>(
    [
      ...RATES.map((rate) => offered(OURS, WINDOWS, rate)),
      ...PAIRS_RATES.map((rate) => offered(OURS_PAIRS, PAIRS, rate)),
      {
        name: packets,
        measure: () =>
          measureWorker({
            plan: { market: WINDOWS, quotesPerSecond: PACKET_RATE, framePerPacket: true },
            ...JUDGED,
          }),
      },
      {
        name: recorded,
        measure: () =>
          measureRecorded({
            plan: { market: RECORDED, quotesPerSecond: RECORDED_RATE, framePerPacket: false },
            ...OFFERED,
          }),
      },
    ],
    runs,
  )
  report.text(
    'Offered by the clock, with a queue of 64 MiB at the sender: what does not fit it is dropped. 4 s in ' +
      `each run (20 s of 5); 20 s in each run of ${judged.join('; ')}; ${packets}.`,
  )
  report.measured(measured, OFFERED_COLUMNS)
  const values = (way: string, figure: OfferedFigure) => valuesOf(named(measured, way), figure)
  const taken = (text: string, way: string, quotesPerSecond: number) => {
    const delivered = { atLeast: quotesPerSecond * DELIVERED_SHARE }
    report.target(`${text}: delivered/s`, delivered, values(way, 'quotesPerSecond'), 0)
    report.target(`${text}: dropped, %`, 'none', values(way, 'droppedPercent'))
  }
  taken('windows only, 800,000/s', most, 800_000)
  report.target('windows only, 800,000/s: lag, ms', { below: 250 }, values(most, 'worstLagMs'))
  report.target('windows only, 800,000/s: cores', { below: 1 }, values(most, 'cores'))
  taken('4,000 pairs, 300,000/s', pairs, 300_000)
  taken('a frame a packet, 100,000/s', packets, PACKET_RATE)
  report.target('a frame a packet, 100,000/s: cores', { below: 0.6 }, values(packets, 'cores'))
}

function offeredName(of: string, quotesPerSecond: number): string {
  return `${of}, ${quotesPerSecond / 1_000}k/s`
}
