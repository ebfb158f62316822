import { pairIdentity } from '@/lib/market/pair'
import { useZoneClock } from '../kept/display'
import { analyzedHours, analyzerFacts } from './analyzer-facts'
import { useAnalyzerList } from './use-analyzer-list'

interface AnalyzerPanelProps {
  symbol: string
  exchange1: string
  exchange2: string
}

/** What the analyzer's list says of the chosen pair. */
export function AnalyzerPanel(pair: AnalyzerPanelProps) {
  const list = useAnalyzerList()
  const zone = useZoneClock()
  const identity = pairIdentity(pair)
  const found = list?.opportunities.find((each) => pairIdentity(each) === identity)
  const modified = list?.file?.modified
  const day = modified === undefined ? undefined : zone.day(Date.parse(modified) / 1_000)
  const hours = found === undefined ? undefined : analyzedHours(found.figures)
  return (
    <section className="analyzer-panel" aria-label="Analyzer">
      <h2>
        Analyzer <em>{[day, hours].filter(Boolean).join(', ')}</em>
      </h2>
      {found === undefined || list?.file === null ? (
        <p className="quiet">{absentWords(list?.file)}</p>
      ) : (
        <dl>
          {analyzerFacts(found.figures).map(({ name, words }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

/** `file`: of the list; null: there is none, undefined: it has not come yet. */
function absentWords(file: object | null | undefined): string {
  if (file === undefined) return 'Asking for the list.'
  if (file === null) return 'No list of the analyzer is in force.'
  return 'The list does not name this pair.'
}
