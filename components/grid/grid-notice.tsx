import { List } from 'lucide-react'
import { signed } from '../ui/number-format'
import type { GridView, GridViewStore } from './grid-view'
import type { Ranking } from './held-order'
import { symbolParts } from './pair-name'

interface GridNoticeProps {
  ranking: Ranking
  view: GridView
  store: GridViewStore
}

/** Why the grid is empty, with the nearest figure, and what to do about it. */
export function GridNotice({ ranking, view, store }: GridNoticeProps) {
  const { largest, total } = ranking
  if (total === 0) {
    return (
      <Notice
        title="No pair yet"
        detail="No symbol is quoted on two exchanges so far. The page fills by itself."
      />
    )
  }
  if (view.search.trim() !== '') {
    const counted = total === 1 ? 'One pair is known.' : `${total} pairs are known.`
    return (
      <Notice title={`No pair matches “${view.search.trim()}”`} detail={counted}>
        <button type="button" className="btn" onClick={() => store.setState({ search: '' })}>
          Clear the search
        </button>
      </Notice>
    )
  }
  const detail =
    largest === null || largest.last === null
      ? 'No pair has a spread just now.'
      : `The largest now is ${symbolParts(largest.symbol).base} with ${signed(largest.last, 3)} %.`
  return (
    <Notice title={`No pair spreads more than ${view.min.toFixed(3)} %`} detail={detail}>
      <button type="button" className="btn" onClick={() => store.setState({ min: 0 })}>
        Remove the filter
      </button>
    </Notice>
  )
}

interface NoticeProps {
  title: string
  detail: string
  children?: React.ReactNode
}

function Notice({ title, detail, children }: NoticeProps) {
  return (
    <output className="notice" aria-label="Grid">
      <List size={20} className="icon" aria-hidden="true" />
      <span>{title}</span>
      <small>{detail}</small>
      {children}
    </output>
  )
}
