import { memo } from 'react'
import { TermTip } from '../help/term-tip'
import { axisFigure } from '../chart/axis-figure'
import type { EpisodesSummary } from '@/lib/spread/episode-figures'
import { feeWords } from '../fees/own-fees'
import { duration } from '../ui/time-format'
import type { ZoneClock } from '../ui/zone-clock'
import { ThresholdWords } from './threshold-words'
import type { TradedEpisode } from './traded-episodes'

/** The newest; a person sees no more at once, and the saved files have all. */
const MAX_ROWS = 200
/** Below, an area is told with two digits. */
const FINE_AREA = 0.95
/** From here on it is told as a power of ten. */
const HUGE_AREA = 99_999

interface EpisodesTableProps {
  /** Oldest first. */
  episodes: readonly TradedEpisode[]
  summary: EpisodesSummary
  exchange1: string
  exchange2: string
  beyondPct: number
  feesPct: number | undefined
  /** From here on they are exact to the quote, epoch milliseconds; NaN: all are told by bars. */
  exactFromMs: number
  /** Start of the chosen one, epoch milliseconds. */
  selectedMs: number | undefined
  zone: ZoneClock
  onSelect: (startMs: number | undefined) => void
}

/** The episodes of what is seen, newest first; the chosen one is chosen in the chart as well. */
export function EpisodesTable(props: EpisodesTableProps) {
  const { episodes, summary, beyondPct, feesPct, exactFromMs, zone } = props
  const shown = episodes.slice(-MAX_ROWS).toReversed()
  const oldest = shown.at(-1)?.startMs ?? Infinity
  return (
    <section className="episodes" aria-label="Episodes">
      <h2>
        <span>
          Episodes beyond <TermTip term="thresholdPct">{`${beyondPct.toFixed(3)} %`}</TermTip>
        </span>
        <em>
          net of fees{' '}
          {feesPct === undefined ? 'unknown' : `${feeWords(Number(feesPct.toFixed(9)))} %`}
        </em>
      </h2>
      <ThresholdWords {...{ episodes, summary, feesPct }} />
      {episodes.length > 0 && (
        <table>
          <thead>
            <tr>
              <Head term="startMs">Start</Head>
              <Head term="direction">Buy</Head>
              <Head term="peakPct" isNumber>
                Peak %
              </Head>
              <Head term="netPeakPct" isNumber>
                Net %
              </Head>
              <Head term="areaPctS" isNumber>
                %·s
              </Head>
              <Head term="durationMs" isNumber>
                Lasted
              </Head>
            </tr>
          </thead>
          <tbody>
            {shown.map((each) => (
              <EpisodeRow
                key={`${each.startMs} ${each.direction}`}
                {...rowWords(each, props)}
                isSelected={props.selectedMs === each.startMs}
                onSelect={props.onSelect}
              />
            ))}
          </tbody>
        </table>
      )}
      {episodes.length > MAX_ROWS && (
        <p className="cap">The newest {MAX_ROWS}; CSV and NDJSON have bars of all of them.</p>
      )}
      {episodes.length > 0 && !(exactFromMs <= oldest) && (
        <p className="cap">
          {Number.isNaN(exactFromMs)
            ? 'Told by bars, to the second.'
            : `Exact to the quote from ${zone.second(exactFromMs / 1_000)}, by bars of a second before.`}
        </p>
      )}
    </section>
  )
}

interface HeadProps {
  term: Parameters<typeof TermTip>[0]['term']
  isNumber?: boolean
  children: string
}

function Head({ term, isNumber = false, children }: HeadProps) {
  return (
    <th scope="col" className={isNumber ? 'num' : ''}>
      <TermTip term={term}>{children}</TermTip>
    </th>
  )
}

/** A row by its words: of hundreds that are shown each second, those that say the same are kept. */
interface RowWords {
  startMs: number
  start: string
  leg: 'l1' | 'l2'
  buy: string
  peak: string
  net: string
  isGain: boolean
  area: string
  lasted: string
  isOpen: boolean
}

function rowWords(episode: TradedEpisode, props: EpisodesTableProps): RowWords {
  const { startMs, direction, peakPct, netPct, areaPctS, state } = episode
  return {
    startMs,
    start: props.zone.second(startMs / 1_000),
    leg: direction === 1 ? 'l2' : 'l1',
    buy: direction === 1 ? props.exchange2 : props.exchange1,
    peak: axisFigure(peakPct, 3),
    net: Number.isNaN(netPct) ? 'unknown' : axisFigure(netPct, 3),
    isGain: netPct > 0,
    area: areaWords(areaPctS),
    lasted: lastedWords(episode),
    isOpen: state === 'open',
  }
}

interface EpisodeRowProps extends RowWords {
  isSelected: boolean
  onSelect: EpisodesTableProps['onSelect']
}

const EpisodeRow = memo(function EpisodeRow(row: EpisodeRowProps) {
  const { startMs, isSelected, onSelect } = row
  return (
    // The button in it is for the keyboard; a row is easier to hit.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <tr aria-selected={isSelected} onClick={() => onSelect(isSelected ? undefined : startMs)}>
      <td>
        <button type="button" aria-pressed={isSelected} title="Choose it in the chart">
          {row.start}
        </button>
      </td>
      <td className={row.leg}>{row.buy}</td>
      <td className="num">{row.peak}</td>
      <td className={`num ${row.isGain ? 'pos' : 'quiet'}`}>{row.net}</td>
      <td className="num mid">{row.area}</td>
      <td className={`num${row.isOpen ? ' hot' : ''}`}>{row.lasted}</td>
    </tr>
  )
})

function areaWords(areaPctS: number): string {
  if (areaPctS > HUGE_AREA) return areaPctS.toExponential(1).replace('e+', 'e')
  return areaPctS.toFixed(areaPctS < FINE_AREA ? 2 : 1)
}

/** `40 s`, `open 1:22`, `≥ 31 s`; of bars an excursion within one second is `< 1 s`. */
export function lastedWords({ state, durationMs, resolutionMs }: TradedEpisode): string {
  const words = durationMs < resolutionMs ? '< 1 s' : duration(durationMs)
  if (state === 'open') return `open ${words}`
  return state === 'cut' ? `\u2265 ${words}` : words
}
