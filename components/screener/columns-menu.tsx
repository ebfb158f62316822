import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react'
import { useStore } from 'zustand'
import { movedColumn } from './moved-column'
import { CHOICE_COLUMNS, COLUMN_FACES, type ChoiceColumn } from './screener-columns'
import { DEFAULT_VIEW, type ScreenerViewStore } from './screener-view'
import { ToolbarPopover } from './toolbar-popover'

/** Which columns there are, and in which order; the browser keeps it. */
export function ColumnsMenu({ store }: { store: ScreenerViewStore }) {
  const columns = useStore(store, (view) => view.columns)
  const hidden = CHOICE_COLUMNS.filter((column) => !columns.includes(column))
  const set = (chosen: ChoiceColumn[]) => store.setState({ columns: chosen })
  return (
    <ToolbarPopover
      name="Columns"
      icon={<Columns3 size={14} className="icon" aria-hidden="true" />}
    >
      <fieldset className="choices-list" aria-label="Columns">
        {[...columns, ...hidden].map((column) => {
          const isShown = columns.includes(column)
          const { words } = COLUMN_FACES[column]
          return (
            <div key={column}>
              <label>
                <input
                  type="checkbox"
                  checked={isShown}
                  // A table without any column says nothing.
                  disabled={isShown && columns.length === 1}
                  onChange={() =>
                    set(isShown ? columns.filter((each) => each !== column) : [...columns, column])
                  }
                />
                {words}
              </label>
              {isShown && (
                <>
                  <button
                    type="button"
                    className="tool small"
                    aria-label={`${words}: further left`}
                    onClick={() => set(movedColumn(columns, column, -1))}
                  >
                    <ArrowUp size={12} aria-hidden="true" />
                  </button>
                  <button
                    type="button"
                    className="tool small"
                    aria-label={`${words}: further right`}
                    onClick={() => set(movedColumn(columns, column, 1))}
                  >
                    <ArrowDown size={12} aria-hidden="true" />
                  </button>
                </>
              )}
            </div>
          )
        })}
      </fieldset>
      <p className="quiet">
        Drag a head&rsquo;s right edge for its width; Alt and arrows by key, with Shift its place.
      </p>
      <button
        type="button"
        className="btn"
        onClick={() => store.setState({ columns: DEFAULT_VIEW.columns, widths: [] })}
      >
        Reset columns
      </button>
    </ToolbarPopover>
  )
}
