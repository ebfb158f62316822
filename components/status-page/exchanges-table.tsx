import type { ExchangeRow, Status } from '@/lib/protocol/status'
import { grouped } from '../ui/number-format'
import { spanWords } from './chart-figures'
import { exchangeFace, inOrderOfName } from './exchange-face'
import { Spark } from './spark'

/** What arrives from each exchange, and who is slow. */
export function ExchangesTable({ status }: { status: Status }) {
  const { exchanges, samples } = status
  return (
    <section className="panel exchanges" aria-labelledby="exchanges-title">
      <header>
        <h2 id="exchanges-title">Exchanges</h2>
        <small>what arrives, who is slow</small>
      </header>
      {exchanges.length === 0 ? (
        <p className="none">No exchange has quoted since the start.</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by key
        <section className="sideways" aria-label="Table of exchanges" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Exchange</th>
                <th scope="col">State</th>
                <th scope="col" className="num">
                  Symbols
                </th>
                <th scope="col" className="num">
                  Quotes /s
                </th>
                <th scope="col" className="num">
                  Age, median
                </th>
                <th scope="col" className="num">
                  p99
                </th>
                <th scope="col" className="num">
                  Clock skew
                </th>
                <th scope="col" className="num">
                  Rejected
                </th>
                <th scope="col">Reasons</th>
                <th scope="col">Quotes, {spanWords(samples.time_ms)}</th>
              </tr>
            </thead>
            <tbody>
              {inOrderOfName(exchanges).map((row) => (
                <ExchangeTableRow key={row.exchange} row={row} timeMs={samples.time_ms} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  )
}

function ExchangeTableRow({ row, timeMs }: { row: ExchangeRow; timeMs: readonly number[] }) {
  const face = exchangeFace(row)
  return (
    <tr>
      <th scope="row">{row.exchange}</th>
      <td>
        <span className={`state ${face.mark}`}>
          <i />
          {face.words}
        </span>
      </td>
      <td className="num mid">{grouped(row.symbols)}</td>
      <td className="num">{face.quotesPerSecond}</td>
      <td className="num">{face.ageMedian}</td>
      <td className={face.mark === 'ok' ? 'num mid' : 'num warnc'}>{face.ageP99}</td>
      <td className="num mid">{face.clockSkew}</td>
      <td className={row.rejected === 0 ? 'num quiet' : 'num'}>{grouped(row.rejected)}</td>
      <td className="quiet">{face.reasons === '' ? 'none' : face.reasons}</td>
      <td>
        <Spark
          readings={{ timeMs, values: row.samples }}
          sentence={`Quotes of ${row.exchange}, now ${face.quotesPerSecond} /s`}
        />
      </td>
    </tr>
  )
}
