import type { LogLine } from '@/lib/protocol/status'
import { clockTime } from '../ui/time-format'

/** Said before the text, so that colour is not the only sign; totals need none. */
const LEVELS = { info: '', warn: 'warn', error: 'error', fatal: 'fatal' } as const

/** What the server logged that is worth reading, the newest first. */
export function LogPanel({ lines }: { lines: readonly LogLine[] }) {
  return (
    <section className="panel log" aria-labelledby="log-title">
      <header>
        <h2 id="log-title">Log</h2>
        <span className="push" />
        <small>warnings and totals, newest first, times in UTC</small>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by key */}
      <section className="lines" aria-label="Log lines" tabIndex={0}>
        {lines.length === 0 && <p>none since the start</p>}
        {lines.map(({ time_ms: timeMs, level, text }, index) => (
          // Lines have no identity of their own: two of one moment may say the same.
          // oxlint-disable-next-line react/no-array-index-key
          <p key={`${timeMs} ${lines.length - index}`}>
            <time>{clockTime(timeMs)}</time>{' '}
            {LEVELS[level] !== '' && <b className={level}>{LEVELS[level]}</b>} {text}
          </p>
        ))}
      </section>
    </section>
  )
}
