import { TriangleAlert } from 'lucide-react'
import type { AlertRow, Status } from '@/lib/protocol/status'
import { alertFace, alertSamples, firingWords, inOrderOfUrgency } from './alert-face'
import { Spark } from './spark'

/** What is watched, how it has been for the last hour, and what of it fires. */
export function AlertsPanel({ status }: { status: Status }) {
  const { alerts, samples } = status
  return (
    <section className="panel alerts" aria-label="Alerts">
      <header>
        <h2>Alerts</h2>
        <span className="push" />
        <output aria-label="Alerts firing">{firingWords(alerts)}</output>
      </header>
      <ul>
        {inOrderOfUrgency(alerts).map((alert) => (
          <AlertItem key={alert.name} alert={alert} samples={samples} />
        ))}
      </ul>
    </section>
  )
}

interface AlertItemProps {
  alert: AlertRow
  samples: Status['samples']
}

function AlertItem({ alert, samples }: AlertItemProps) {
  const { value, note } = alertFace(alert)
  return (
    <li className={alert.firing ? 'firing' : undefined}>
      {alert.firing ? (
        <TriangleAlert size={14} className="icon" aria-hidden="true" />
      ) : (
        <i className="dot" />
      )}
      <span>
        {alert.firing && <b className="sr-only">Firing: </b>}
        {alert.text}
      </span>
      <span className={alert.firing ? 'num dangerc' : 'num mid'}>{value}</span>
      {note !== '' && <small>{note}</small>}
      <Spark
        readings={{ timeMs: samples.time_ms, values: alertSamples(alert.name, samples) }}
        level={alert.limit}
        isFiring={alert.firing}
        sentence={`${alert.text}, now ${value}`}
      />
    </li>
  )
}
