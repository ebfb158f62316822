import type { ReactNode } from 'react'
import { BAND_POINTS } from '@/lib/spread/bands'
import { EPISODE_BEYOND_PCT, EPISODE_NEUTRAL_PCT } from '@/lib/spread/hour-figures'
import { MIN_BAND_BARS, TIME_BAND_MINUTES } from '@/lib/spread/time-bands'
import { Term } from './term-link'

export interface HelpTopic {
  id: string
  title: string
  body: ReactNode
}

const BAND_MINUTES = TIME_BAND_MINUTES.join(', ').replace(/, (\d+)$/, ' or $1')

/** How things are meant; what each figure is stands with the terms. */
export const HELP_TOPICS: readonly HelpTopic[] = [
  {
    id: 'about-legs',
    title: 'Pair and legs',
    body: (
      <>
        <p>
          A pair is one symbol on two exchanges. They are its legs and keep their colours
          everywhere: <b className="l1">leg 1</b> is exchange 1, <b className="l2">leg 2</b> is
          exchange 2. Exchange 1 is the name that comes first in the alphabet, unless the
          opportunity says otherwise.
        </p>
        <p>
          Each time one of the legs quotes, its quote and the newest one of the other leg make a
          point, if they are no more than 2 s apart. A quote that came later never enters. The
          points of a second make a bar: its last, its lowest and its highest value. A spike of a
          few milliseconds is in the lowest or the highest; nothing is averaged away.
        </p>
      </>
    ),
  },
  {
    id: 'about-spread',
    title: 'Spread and what can be traded',
    body: (
      <>
        <p>
          The <Term name="spreadPct" /> compares bid with bid. It shows well where prices stand, but
          nobody buys at a bid. What can be traded is{' '}
          <Term name="buy2Sell1Pct">buying on 2 and selling on 1</Term>, or{' '}
          <Term name="buy1Sell2Pct">the reverse</Term>, each with the ask of the one and the bid of
          the other; the better one is the <Term name="edgePct" />.
        </p>
        <p>
          The executable channel draws both directions so that up always means that exchange 1 is
          dearer. The gap between the two lines is{' '}
          <Term name="booksCostPct">what a round trip costs</Term> before fees.{' '}
          <Term name="breakEvenPct">Break-even lines</Term> stand at plus and minus the round-trip
          fees; what lies beyond them is filled, for there something is left.
        </p>
      </>
    ),
  },
  {
    id: 'about-fees',
    title: 'Fees',
    body: (
      <p>
        A round trip is four trades: taker fees to enter and to leave, on both exchanges. The
        defaults are the standard spot fees that the exchanges publish; the fee editor names source
        and date of each, and takes your own. A fee that nobody knows is unknown, never zero: then{' '}
        <Term name="afterFeesPct">after fees</Term> is unknown too. Funding, withdrawal and slippage
        beyond the best bid and ask are not in it.
      </p>
    ),
  },
  {
    id: 'about-holes',
    title: 'Holes',
    body: (
      <>
        <p>
          Where the newest quotes of the legs are more than 2 s apart there is no spread, and charts
          show a hole. Its cause is told by colour and hatching:
        </p>
        <ul>
          <li>
            <b className="l1">leg 1 stale</b>, rising lines: exchange 1 has not quoted
          </li>
          <li>
            <b className="l2">leg 2 stale</b>, falling lines: exchange 2 has not quoted
          </li>
          <li>
            <b className="feed">feed down</b>, crossed lines: nothing arrived at all
          </li>
        </ul>
        <p>
          A hole is never filled or bridged. It is no time with data, no{' '}
          <Term name="zeroCrossingsPerMinute">crossing</Term> leads over it, it cuts an episode, and{' '}
          <Term name="coverageSharePct">coverage</Term> says how much is missing.
        </p>
      </>
    ),
  },
  {
    id: 'about-bands',
    title: 'Bands',
    body: (
      <p>
        Bands are the 3rd and the 97th percentile, either of the last {BAND_POINTS} points, the
        present one included, or of the bars of the last {BAND_MINUTES} minutes before the present
        one. Only the latter hold now against the past alone. Below {MIN_BAND_BARS} bars there is no
        band but the words warming up.
      </p>
    ),
  },
  {
    id: 'about-episodes',
    title: 'Episodes',
    body: (
      <>
        <p>
          An episode begins when the spread goes beyond a <Term name="thresholdPct" />, on either
          side, and ends when it is back within {EPISODE_NEUTRAL_PCT} % of zero or on the other
          side. The usual threshold is {EPISODE_BEYOND_PCT} %. The pair page finds them in the
          spread that it draws: bid to bid, or the two directions that can be traded, of which only
          gains count. Its threshold can be dragged.
        </p>
        <p>
          As long as the quotes are held, episodes are exact to the quote. Before that only bars are
          left: times are then to the second, and what began and ended within one second lasts 0.
          One that is <b>open</b> has not come back yet; one that a hole <b>cut</b> lasted at least
          so long, and its end is not known. Neither counts as finished.
        </p>
      </>
    ),
  },
  {
    id: 'about-guard',
    title: 'Probably not the same asset',
    body: (
      <>
        <p>
          Exchanges sometimes give one ticker to two things, or trade a thousand of a coin as one.
          Once ten minutes had data, a pair is suspected when
        </p>
        <ul>
          <li>the median ratio of the bids is more than 20 % away from 1</li>
          <li>that ratio is within 2 % of a power of ten: 0.001, 10, 1000</li>
          <li>
            the returns of the legs over ten seconds correlate below 0.2 (of at least 60 returns,
            both legs having moved in 30), and their ratio does not come back half of the way within
            a minute
          </li>
        </ul>
        <p>
          Such a pair has a badge and is left out of rankings until you say that you trust it. It is
          a guess in both directions: check on the exchanges before you trade.
        </p>
      </>
    ),
  },
  {
    id: 'about-keeping',
    title: 'What is kept where',
    body: (
      <p>
        What you set about a view stands in its address: a copied link gives the same view. Your
        fees, favourites, muted and trusted pairs, workspaces and settings stay in this browser;
        fees and workspaces can be saved as files and loaded elsewhere. The server keeps none of it.
      </p>
    ),
  },
]
