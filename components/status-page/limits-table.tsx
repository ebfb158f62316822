import { TriangleAlert } from 'lucide-react'
import type { LimitRow, Status } from '@/lib/protocol/status'
import { clockMinute } from '../ui/time-format'
import { limitFace, type LimitFace } from './limit-face'
import { dayOf } from './day'

/** Less would not be seen, CSS percent of the bar. */
const LEAST_BAR = 0.8

/** Every limit: held now and at most, what went over it. */
export function LimitsTable({ status }: { status: Status }) {
  const { limits, alerts, started_ms: startedMs } = status
  return (
    <section className="panel limits" aria-label="Limits">
      <header>
        <h2>Limits</h2>
        <small className="wide">held now and at most; the tick marks the highest</small>
        <span className="push" />
        <small>
          since start, {dayOf(startedMs)} {clockMinute(startedMs)} UTC
        </small>
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">Limit</th>
            <th scope="col" className="variable">
              Variable
            </th>
            <th scope="col" className="use">
              Used
            </th>
            <th scope="col" className="num">
              Now
            </th>
            <th scope="col" className="num highest">
              Highest
            </th>
            <th scope="col" className="num">
              Limit
            </th>
            <th scope="col" className="num default">
              Default
            </th>
            <th scope="col" className="num">
              Dropped
            </th>
          </tr>
        </thead>
        <tbody>
          {limits.map((row) => (
            <LimitTableRow key={row.name} row={row} face={limitFace(row, alerts)} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function LimitTableRow({ row, face }: { row: LimitRow; face: LimitFace }) {
  const colour = { calm: '', warn: 'warnc', danger: 'dangerc' }[face.mark]
  return (
    <tr>
      <th scope="row">{row.name}</th>
      {row.variable === null ? (
        <td className="variable quiet">fixed</td>
      ) : (
        <td className="variable code">{row.variable}</td>
      )}
      <td className="use">
        <Meter face={face} />
      </td>
      <td className={`num ${face.share === undefined ? 'quiet' : colour}`}>{face.now}</td>
      <td className={`num highest ${face.highestShare === undefined ? 'quiet' : 'mid'}`}>
        {face.highest}
      </td>
      <td className={face.isChanged ? 'num' : 'num mid'}>{face.limit}</td>
      <td className="num default quiet">{face.default}</td>
      <td className={row.dropped ? 'num' : 'num quiet'}>{face.dropped}</td>
    </tr>
  )
}

/** Now and the highest as parts of the limit; the figures beside it say the same. */
function Meter({ face }: { face: LimitFace }) {
  const { share, highestShare, mark, words } = face
  if (share === undefined) return null
  const width = share === 0 ? 0 : Math.max(LEAST_BAR, share * 100)
  return (
    <div className={`used ${mark}`}>
      <span className="meter" aria-hidden="true">
        <i style={{ width: `${width}%` }} />
        {highestShare ? <u style={{ left: `calc(${highestShare * 100}% - 2px)` }} /> : null}
      </span>
      {mark === 'danger' && <TriangleAlert size={12} className="icon" aria-hidden="true" />}
      {words}
    </div>
  )
}
