import type { EpisodesSummary } from '@/lib/spread/episode-figures'
import { TermTip } from '../help/term-tip'
import { duration } from '../ui/time-format'
import { grouped } from '../ui/number-format'

const AFTER_MS = [100, 1_000, 5_000, 30_000] as const
/** Of the tallest bar, CSS pixels. */
const BAR_HEIGHT = 46

/** How long episodes lasted, and how many were still there after a while. */
export function Durations({ summary }: { summary: EpisodesSummary }) {
  const { count, open, cut, medianMs, histogram, survival } = summary
  const most = Math.max(1, ...histogram.map((bin) => bin.count))
  const unfinished = [
    ...(open > 0 ? [`${open} open`] : []),
    ...(cut > 0 ? [`${grouped(cut)} cut by holes`] : []),
  ]
  const words = [
    `${grouped(count)} ${count === 1 ? 'episode' : 'episodes'}`,
    ...(count === 0 ? [] : [`median ${duration(medianMs)}`]),
    ...unfinished,
  ]
  return (
    <section aria-label="Durations of episodes">
      <h2>
        <TermTip term="durationMs">Durations</TermTip>
        <em>{words.join(', ')}</em>
      </h2>
      <ol className="bins">
        {histogram.map((bin, at) => {
          const name = binWords(bin.untilMs, histogram[at - 1]?.untilMs)
          const height = Math.max(bin.count > 0 ? 3 : 1, (bin.count / most) * BAR_HEIGHT)
          return (
            <li key={bin.untilMs} aria-label={`${name.said}: ${bin.count}`}>
              <b>{bin.count > 0 ? bin.count : ''}</b>
              <i className={bin.count > 0 ? '' : 'none'} style={{ height }} />
              <span>{name.short}</span>
            </li>
          )
        })}
      </ol>
      <p className="cap">
        <TermTip term="survivalSharePct">Still there after</TermTip>
      </p>
      <dl className="after">
        {AFTER_MS.map((afterMs) => {
          const share = survival(afterMs) * 100
          return (
            <div key={afterMs}>
              <dt>{duration(afterMs)}</dt>
              <dd>{Number.isNaN(share) ? 'none' : `${share.toFixed(0)} %`}</dd>
              <span className="meter" aria-hidden="true">
                <i style={{ width: `${Number.isNaN(share) ? 0 : share}%` }} />
              </span>
            </div>
          )
        })}
      </dl>
    </section>
  )
}

/** `<0.1`, `1 s`, `2 m`, `>5 m`. */
function binWords(untilMs: number, fromMs = 0): { short: string; said: string } {
  if (untilMs === Infinity) {
    return { short: `>${edgeWords(fromMs)}`, said: `longer than ${duration(fromMs)}` }
  }
  const said = `up to ${duration(untilMs)}`
  return { short: untilMs < 1_000 ? `<${untilMs / 1_000}` : edgeWords(untilMs), said }
}

function edgeWords(ms: number): string {
  return ms < 60_000 ? `${ms / 1_000} s` : `${ms / 60_000} m`
}
