import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Suite } from '../suite/benchmark'
import { interleave, named, ratios, valuesOf, type Measured, type Way } from '../suite/interleave'
import type { Column } from '../suite/report'
import { measureFanOut, type FanOutFigure } from './measure'
import type { Wire } from './readers-message'

export const name = 'fan-out'
export const baselines = ['ws', 'socket.io']

const READERS = [100, 500, 1_000]
const MOST_READERS = 1_000
const STUCK_SHARE = 0.01

const OURS = 'ours'
const STUCK = 'ours, 1 % stuck'
const PLAIN = 'JSON.stringify per client'
const SOCKET_IO = 'socket.io'

const COLUMNS: readonly Column<FanOutFigure>[] = [
  { figure: 'cores', head: 'cores', digits: 2 },
  { figure: 'usPerUpdate', head: 'us of a core per update', digits: 2 },
  { figure: 'residentMib', head: 'resident MiB', digits: 0 },
  { figure: 'p50Ms', head: 'p50 ms', digits: 0 },
  { figure: 'p99Ms', head: 'p99 ms', digits: 0 },
  { figure: 'sentPercent', head: 'sent %', digits: 1 },
  { figure: 'writesPerFlush', head: 'write calls per reader and flush', digits: 2 },
]

/**
 * Subscribers of 20 pairs each, all of which change for each flush, at 5 updates a second, in a process of
 * their own: what the server needs for them, and how old a quote is when a subscriber reads of it. Prices
 * are the times of their sending.
 */
export async function run({ report, runs }: Suite): Promise<void> {
  const programs = path.dirname(fileURLToPath(import.meta.url))
  const way = (text: string, wire: Wire, readers: number, stuck = 0) => ({
    name: text,
    measure: () => measureFanOut({ programs, wire, readers, stuck }),
  })
  report.text(
    'Of the process of the server: cores, memory, system calls that write. p50 and p99: from the sending ' +
      'of a quote to the line that tells it or a newer one of its instrument, the wait for the flush of ' +
      '200 ms included. Sent: of 20 pairs x 5 updates a second and subscriber.',
  )
  let most: Measured<FanOutFigure>[] = []
  for (const readers of READERS) {
    const ways: Way<FanOutFigure>[] = [
      way(OURS, 'ndjson', readers),
      way(PLAIN, 'plain', readers),
      way(SOCKET_IO, 'socket.io', readers),
    ]
    if (readers === MOST_READERS) ways.push(way(STUCK, 'ndjson', readers, readers * STUCK_SHARE))
    most = await interleave(ways, runs)
    report.text(`${readers} subscribers`)
    report.measured(most, COLUMNS, { of: 'usPerUpdate', to: [OURS] })
  }
  const ours = named(most, OURS)
  const text = `${MOST_READERS} subscribers of 20 different pairs`
  report.target(`${text}, % of updates sent`, { atLeast: 98 }, valuesOf(ours, 'sentPercent'), 1)
  report.target(`${text}, cores`, { below: 0.6 }, valuesOf(ours, 'cores'))
  report.target(`${text}, resident MiB`, { below: 600 }, valuesOf(ours, 'residentMib'), 0)
  report.target(`${text}, p99 ms`, { below: 250 }, valuesOf(ours, 'p99Ms'), 0)
  report.target(
    `${text}, write calls per subscriber and flush`,
    { below: 1.1 },
    valuesOf(ours, 'writesPerFlush'),
  )
  const change = ratios(named(most, STUCK), ours, 'p99Ms').map((ratio) => (ratio - 1) * 100)
  report.target(`${text}, 1 % stuck raise the p99 of the others by, %`, { below: 10 }, change, 1)
}
