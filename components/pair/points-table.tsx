import { percentFigure } from '../chart/axis-figure'
import { grouped, priceDigits } from '../ui/number-format'
import type { ZoneClock } from '../ui/zone-clock'
import type { VisiblePoints } from './visible-points'

/** More rows a table of a page does not carry; the saved files have all. */
export const MAX_TABLE_ROWS = 200

interface PointsTableProps {
  points: VisiblePoints
  exchange1: string
  exchange2: string
  digits: number
  zone: ZoneClock
}

/** The points of the chart as a table, newest first. */
export function PointsTable({ points, exchange1, exchange2, digits, zone }: PointsTableProps) {
  const { time, columns } = points
  const from = Math.max(0, time.length - MAX_TABLE_ROWS)
  const shown = [...columns].map(([name, values]) => ({
    name,
    words: columnWords(name, exchange1, exchange2),
    write: writerOf(name, values.slice(from), digits),
  }))
  const rows = time.slice(from).map((each, at) => ({ time: each, at: from + at }))
  return (
    // Wider and longer than its place: the keys scroll it.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex
    <div className="points-table" role="region" aria-label="Points of the chart" tabIndex={0}>
      <table>
        <caption>
          {time.length > MAX_TABLE_ROWS
            ? `The newest ${MAX_TABLE_ROWS} of ${grouped(time.length)} points that are seen; CSV has all of them.`
            : `${grouped(time.length)} ${time.length === 1 ? 'point' : 'points'}, times in ${zone.name}.`}
        </caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {shown.map(({ name, words }) => (
              <th key={name} scope="col" className="num">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map((row) => (
            <tr key={row.time}>
              <th scope="row">{zone.second(row.time)}</th>
              {shown.map(({ name, write }) => (
                <td key={name} className="num">
                  {write(columns.get(name)![row.at]!)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const PRICES = ['bid1', 'ask1', 'bid2', 'ask2']

function writerOf(name: string, values: readonly number[], digits: number) {
  if (name === 'count') return (value: number) => grouped(value)
  const decimals = PRICES.includes(name) ? priceDigits(values.filter(Number.isFinite)) : undefined
  return (value: number) => {
    if (Number.isNaN(value)) return 'none'
    return decimals === undefined ? percentFigure(value, digits) : value.toFixed(decimals)
  }
}

function columnWords(name: string, exchange1: string, exchange2: string): string {
  const fixed: Record<string, string> = {
    ...{
      last: 'Spread %',
      low: 'Low %',
      high: 'High %',
      upper: 'Band high %',
      lower: 'Band low %',
    },
    ...{ bid1: `${exchange1} bid`, ask1: `${exchange1} ask`, count: 'Points' },
    ...{ bid2: `${exchange2} bid`, ask2: `${exchange2} ask` },
    ...{ buy2_sell1: `Buy ${exchange2} %`, buy1_sell2: `Buy ${exchange1} %` },
  }
  if (fixed[name] !== undefined) return fixed[name]
  const part = { _low: 'low', _high: 'high', _upper: 'band high', _lower: 'band low' }
  const [suffix, words] = Object.entries(part).find(([each]) => name.endsWith(each)) ?? ['', '']
  return `${fixed[name.slice(0, name.length - suffix.length)] ?? name} ${words}`
}
