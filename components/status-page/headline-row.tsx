import type { Status } from '@/lib/protocol/status'
import { grouped } from '../ui/number-format'
import { amountText } from './amount'
import type { Headline } from './headline'

interface HeadlineRowProps {
  headline: Headline
  /** Undefined: the server has never answered. */
  status: Status | undefined
}

/** How the server is, in a line. */
export function HeadlineRow({ headline, status }: HeadlineRowProps) {
  const { mark, words, detail } = headline
  return (
    <section className="panel headline" aria-label="Server">
      <div>
        <output className={`state ${mark}`} aria-label="State">
          <i />
          {words}
        </output>
        <small>{detail}</small>
      </div>
      {status !== undefined && <HeadlineFigures headline={status.headline} />}
    </section>
  )
}

function HeadlineFigures({ headline }: Pick<Status, 'headline'>) {
  const { quote_to_line_median_ms: median, quote_to_line_p99_ms: p99 } = headline
  const latency = median === null ? 'no value' : amountText(median, 'ms')
  const figures = [
    [`${grouped(headline.quotes_per_second)} /s`, 'quotes in'],
    [latency, p99 === null ? 'quote to page' : `quote to page, p99 ${amountText(p99, 'ms')}`],
    [grouped(headline.subscribers), 'subscribers'],
    [grouped(headline.pairs), 'live pairs'],
    [
      amountText(headline.resident_mb, 'mb'),
      `resident of ${grouped(headline.memory_threshold_mb)}`,
    ],
    [
      grouped(headline.rejected),
      `rejected this hour, ${grouped(headline.rejected_since_start)} since start`,
    ],
  ] as const
  return figures.map(([figure, words]) => (
    <div key={words.split(',', 1)[0]}>
      <strong>{figure}</strong>
      <small>{words}</small>
    </div>
  ))
}
