import { signed } from '../ui/number-format'
import { minimumWords, type GridView } from './grid-view'
import type { Ranking } from './held-order'
import { symbolParts } from './pair-name'

interface EmptyWords {
  title: string
  detail: string
  /** What left nothing over: each has its button. */
  filters: { search: boolean; min: boolean }
}

/** Why a grid is empty, with the nearest figure. */
export function emptyWords(
  { largest, total }: Pick<Ranking, 'largest' | 'total'>,
  view: Pick<GridView, 'search' | 'min'>,
): EmptyWords {
  if (total === 0) {
    return {
      title: 'No pair yet',
      detail: 'No symbol is quoted on two exchanges so far. The page fills by itself.',
      filters: { search: false, min: false },
    }
  }
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
