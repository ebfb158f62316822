import type { HistoryStatistics } from '@/lib/protocol/history-line'
import { percentFigure } from '../chart/axis-figure'
import { age, duration } from '../ui/time-format'
import { grouped } from '../ui/number-format'
import type { DeskState, HistoryPair } from './desk-state'
import type { HistoryRows } from './history-rows'
import { HolesList } from './holes-list'
import type { ZoneClock } from '../ui/zone-clock'

const MAX_LISTED_FILES = 50

const PHASE_WORDS: Record<DeskState['phase'], string> = {
  idle: '',
  loading: 'so far',
  done: 'recorded',
  cancelled: 'cancelled',
  failed: 'not read',
}

interface RangeFactsProps {
  state: DeskState
  rows: HistoryRows | undefined
  pair: HistoryPair
  zone: ZoneClock
}

/** Statistics, episodes, holes and files of the range, beside its chart. */
export function RangeFacts({ state, rows, pair, zone }: RangeFactsProps) {
  const { phase, end } = state
  const statistics = end?.statistics ?? undefined
  return (
    <aside className="facts" aria-label="Statistics of the range">
      <div className="sub">
        <h2>This range</h2>
        <span>{PHASE_WORDS[phase]}</span>
      </div>
      <section>
        {statistics === undefined ? (
          <p className="quiet">
            {phase === 'loading'
              ? 'Told when all has been read.'
              : phase === 'done'
                ? 'Nothing was recorded of this pair in this range.'
                : 'Told only when all has been read.'}
          </p>
        ) : (
          <Statistics statistics={statistics} />
        )}
      </section>
      {statistics !== undefined && <Episodes statistics={statistics} pair={pair} />}
      <HolesList state={state} rows={rows} pair={pair} zone={zone} />
      {end !== undefined && (
        <section>
          <h2>Files</h2>
          <dl className="kv">
            <dt>read</dt>
            <dd>{grouped(end.files_read)}</dd>
            <dt>skipped</dt>
            <dd className={end.files_skipped > 0 ? 'warnc' : ''}>{grouped(end.files_skipped)}</dd>
            <dt>points</dt>
            <dd>{grouped(end.points)}</dd>
            <dt>rows rejected</dt>
            <dd>{grouped(end.rejected_rows)}</dd>
          </dl>
          <ul className="files" aria-label="Files skipped">
            {end.skipped.slice(0, MAX_LISTED_FILES).map(({ file, reason }) => (
              <li key={file} title={file}>
                {file.slice(file.lastIndexOf('/') + 1)}: {reason}
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  )
}

function Statistics({ statistics }: { statistics: HistoryStatistics }) {
  const percent = (value: number) => `${percentFigure(value, 3)} %`
  const {
    highest,
    upper,
    median,
    lower,
    lowest,
    mean,
    half_life_s: halfLife,
    episodes,
  } = statistics
  const hot = (value: number) => (Math.abs(value) > episodes.beyond_pct ? 'hot' : '')
  return (
    <dl className="kv">
      <dt>highest</dt>
      <dd className={hot(highest)}>{percent(highest)}</dd>
      <dt>97 %</dt>
      <dd>{percent(upper)}</dd>
      <dt>median</dt>
      <dd>{percent(median)}</dd>
      <dt>3 %</dt>
      <dd>{percent(lower)}</dd>
      <dt>lowest</dt>
      <dd className={hot(lowest)}>{percent(lowest)}</dd>
      <dt>mean</dt>
      <dd>{percent(mean)}</dd>
      <dt>half-life</dt>
      <dd>{halfLife === null ? 'none' : age(halfLife * 1_000)}</dd>
    </dl>
  )
}

function Episodes({ statistics, pair }: { statistics: HistoryStatistics; pair: HistoryPair }) {
  const { episodes, time_above_pct: above } = statistics
  const { median_s: median, p95_s: p95 } = episodes
  const words =
    median === null || p95 === null
      ? 'none'
      : `${duration(median * 1_000)}, ${duration(p95 * 1_000)}`
  return (
    <section>
      <h2>Episodes beyond {episodes.beyond_pct.toFixed(3)} %</h2>
      <dl className="kv">
        <dt>{pair.exchange1} dearer</dt>
        <dd>{grouped(episodes.exchange1_dearer)}</dd>
        <dt>{pair.exchange2} dearer</dt>
        <dd>{grouped(episodes.exchange2_dearer)}</dd>
        <dt>unfinished</dt>
        <dd>{grouped(episodes.unfinished)}</dd>
        <dt>median, 95 %</dt>
        <dd>{words}</dd>
        <dt>time above</dt>
        <dd>{above.toFixed(1)} %</dd>
      </dl>
    </section>
  )
}
