import { TriangleAlert } from 'lucide-react'
import type { AlertRow } from '@/lib/protocol/status'
import { alertFace, firingWords, inOrderOfUrgency } from './alert-face'

/** What is watched, and what of it fires. */
export function AlertsPanel({ alerts }: { alerts: readonly AlertRow[] }) {
  return (
    <section className="panel alerts" aria-label="Alerts">
      <header>
        <h2>Alerts</h2>
        <span className="push" />
        <output aria-label="Alerts firing">{firingWords(alerts)}</output>
      </header>
      <ul>
        {inOrderOfUrgency(alerts).map((alert) => (
          <AlertItem key={alert.name} alert={alert} />
        ))}
      </ul>
    </section>
  )
}

function AlertItem({ alert }: { alert: AlertRow }) {
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
    </li>
  )
}
