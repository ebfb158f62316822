import { grouped } from '../ui/number-format'
import { duration } from '../ui/time-format'
import { useNow } from '../ui/use-now'
import type { DeskState } from './desk-state'
import type { ZoneClock } from '../ui/zone-clock'

interface ProgressLineProps {
  state: DeskState
  zone: ZoneClock
  onCancel: () => void
  onRetry: () => void
  onRetryMore: () => void
}

/** How far the reading is, or what became of it. */
export function ProgressLine({ state, zone, onCancel, onRetry, onRetryMore }: ProgressLineProps) {
  const nowMs = useNow()
  const { phase, hello, progress, end, words } = state
  if (phase === 'idle') return null
  if (phase === 'loading') {
    const { days_done: done = 0, days = hello?.days ?? 0, date } = progress ?? {}
    const rows = progress?.rows_done ?? 0
    const all = Math.max(rows, progress?.rows_estimated ?? hello?.rows_estimated ?? 0)
    const part = all === 0 ? 0 : rows / all
    const spentMs = (nowMs ?? state.startedMs) - state.startedMs
    const leftMs = part > 0.02 && spentMs > 1_000 ? (spentMs / part) * (1 - part) : undefined
    const day = date === undefined ? undefined : zone.day(Date.parse(`${date}T12:00:00Z`) / 1_000)
    return (
      <div className="progress">
        <output aria-label="Reading">
          {words ?? (
            <>
              Reading <b>{day ?? 'the lake'}</b>
              {days > 0 && `, day ${Math.min(done + 1, days)} of ${days}`}
            </>
          )}
        </output>
        <progress className="go" max={1} value={part} aria-label="Read" />
        <span className="more">
          {all > 0 && (
            <>
              <b>{grouped(rows)}</b> <em>of {grouped(all)} rows</em>
            </>
          )}
          {leftMs !== undefined && <em>, {duration(leftMs)} left</em>}
        </span>
        <button type="button" className="btn" onClick={onCancel}>
          Cancel
        </button>
      </div>
    )
  }
  const said =
    phase === 'failed'
      ? `Not read: ${words ?? 'unknown'}`
      : phase === 'cancelled'
        ? 'Cancelled. What was read stays.'
        : `Read: ${grouped(end?.points ?? 0)} points of ${grouped(end?.files_read ?? 0)} files.`
  return (
    <div className={`progress still${phase === 'failed' ? ' failed' : ''}`}>
      <output aria-label="Reading">{said}</output>
      {state.moreFault === undefined ? (
        <span className="more quiet">{state.isLoadingMore ? 'reading more' : ''}</span>
      ) : (
        <span className="warnc" role="alert">
          More was not read: {state.moreFault}
        </span>
      )}
      {phase === 'failed' || phase === 'cancelled' ? (
        <button type="button" className="btn" onClick={onRetry}>
          {phase === 'failed' ? 'Try again' : 'Read all'}
        </button>
      ) : (
        state.moreFault !== undefined && (
          <button type="button" className="btn" onClick={onRetryMore}>
            Try again
          </button>
        )
      )}
    </div>
  )
}
