import { signed } from '../ui/number-format'
import type { SourceChoice } from '@/lib/protocol/pairs-list'
import { minimumWords, type GridView } from './grid-view'
import type { Ranking } from './held-order'
import { symbolParts } from '../ui/symbol-name'

interface EmptyWords {
  title: string
  detail: string
  /** What left nothing over: each has its button. */
  filters: { search: boolean; min: boolean }
  /** Where there are pairs. */
  other?: { source: SourceChoice; words: string }
}

const NO_FILTERS = { search: false, min: false }
const TO_LIVE = { source: 'live', words: 'Show all live pairs' } as const
const TO_AUTO = { source: 'auto', words: 'Show what there is' } as const

/** Why a grid is empty, with the nearest figure. */
export function emptyWords(
  ranking: Pick<Ranking, 'largest' | 'total' | 'source' | 'sources' | 'hasTestEndpoints'>,
  view: Pick<GridView, 'search' | 'min'>,
): EmptyWords {
  const { largest, total } = ranking
  if (total === 0) return noPairs(ranking)
  const search = view.search.trim()
  const filters = { search: search !== '', min: view.min > 0 }
  const counted = total === 1 ? 'One pair is known.' : `${total} pairs are known.`
  const least = `at least ${minimumWords(view.min)} %`
  const nearest =
    largest === null || largest.last === null
      ? 'No pair has a spread just now.'
      : `The largest now is ${symbolParts(largest.symbol).base} with ${signed(largest.last, 3)} %.`
  if (!filters.search) return { title: `No pair spreads ${least} now`, detail: nearest, filters }
  if (!filters.min) return { title: `No pair matches “${search}”`, detail: counted, filters }
  const title = `No pair matches “${search}” and spreads ${least} now`
  return { title, detail: counted, filters }
}

/** Why a source has no pair at all. */
function noPairs({
  source,
  sources,
  hasTestEndpoints,
}: Pick<Ranking, 'source' | 'sources' | 'hasTestEndpoints'>): EmptyWords {
  if (source === 'live') {
    return {
      title: 'No pair yet',
      detail: 'No symbol is quoted on two exchanges so far. The page fills by itself.',
      filters: NO_FILTERS,
    }
  }
  if (source === 'mock') {
    return {
      title: sources.mock === undefined ? 'No mock data is loaded' : 'The mock data has no pairs',
      detail: hasTestEndpoints
        ? 'Scenarios and bodies are loaded on the page QA.'
        : 'The server was started without test endpoints (ENABLE_TEST_ENDPOINTS).',
      filters: NO_FILTERS,
      other: TO_AUTO,
    }
  }
  return {
    ...(sources.analyzer === undefined
      ? {
          title: 'No list of opportunities',
          detail: 'The folder OPPORTUNITIES_DIR has no *.csv. A file put there is read at once.',
        }
      : {
          title: 'No opportunity in the list',
          detail: 'No row has as many cycles as OPPORTUNITY_MIN_CYCLES asks for.',
        }),
    filters: NO_FILTERS,
    other: TO_LIVE,
  }
}
