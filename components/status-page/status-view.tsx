import { AlertsPanel } from './alerts-panel'
import { ExchangesTable } from './exchanges-table'
import { headlineOf } from './headline'
import { HeadlineRow } from './headline-row'
import { LimitsTable } from './limits-table'
import { LogPanel } from './log-panel'
import { SmallCharts } from './small-charts'
import { StatusBones } from './status-bones'
import type { StatusState } from './status-poll'

/** The state of the server as far as it is known; a picture that is old is dimmed. */
export function StatusView({ state }: { state: StatusState }) {
  const { status, failure } = state
  const headline = headlineOf(state)
  return (
    <main className={failure === undefined ? 'status-page' : 'status-page gone'}>
      <h1 className="sr-only">Status</h1>
      {headline === undefined ? (
        <StatusBones />
      ) : (
        <HeadlineRow headline={headline} status={status} />
      )}
      {status !== undefined && (
        <>
          <SmallCharts status={status} />
          <div className="columns">
            <LimitsTable status={status} />
            <div className="aside">
              <AlertsPanel status={status} />
              <LogPanel lines={status.log} />
            </div>
          </div>
          <ExchangesTable status={status} />
        </>
      )}
    </main>
  )
}
