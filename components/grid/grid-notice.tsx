import { List } from 'lucide-react'
import { emptyWords } from './empty-words'
import type { GridView, GridViewStore } from './grid-view'
import type { Ranking } from './held-order'

interface GridNoticeProps {
  ranking: Ranking
  view: GridView
  store: GridViewStore
}

/** Why the grid is empty, and what to do about it. */
export function GridNotice({ ranking, view, store }: GridNoticeProps) {
  const { title, detail, filters, other } = emptyWords(ranking, view)
  return (
    <output className="notice" aria-label="Grid">
      <List size={20} className="icon" aria-hidden="true" />
      <span>{title}</span>
      <small>{detail}</small>
      {(filters.search || filters.min || other !== undefined) && (
        <span className="choices">
          {filters.search && (
            <button type="button" className="btn" onClick={() => store.setState({ search: '' })}>
              Clear the search
            </button>
          )}
          {filters.min && (
            <button type="button" className="btn" onClick={() => store.setState({ min: 0 })}>
              Remove the filter
            </button>
          )}
          {other !== undefined && (
            <button
              type="button"
              className="btn"
              onClick={() => store.setState({ source: other.source })}
            >
              {other.words}
            </button>
          )}
        </span>
      )}
    </output>
  )
}
