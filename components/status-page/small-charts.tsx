import type { Status } from '@/lib/protocol/status'
import { chartFigures, type ChartFigure } from './chart-figures'
import { Spark } from './spark'

/** The last hour, six measures side by side. */
export function SmallCharts({ status }: { status: Status }) {
  return (
    <section className="small-charts" aria-label="Last hour">
      {chartFigures(status).map((figure) => (
        <SmallChart key={figure.name} figure={figure} />
      ))}
    </section>
  )
}

function SmallChart({ figure }: { figure: ChartFigure }) {
  const { name, now, note, readings, level, isFiring, sentence } = figure
  return (
    <div className="panel">
      <h2>
        <span>{name}</span>
        <span className={level === undefined ? 'note' : 'note dangerc'}>{note}</span>
      </h2>
      {now === undefined ? (
        <strong className="none">no value</strong>
      ) : (
        <strong>
          {now.figure} <em>{now.unit}</em>
        </strong>
      )}
      <Spark readings={readings} level={level} isFiring={isFiring} isFilled sentence={sentence} />
    </div>
  )
}
