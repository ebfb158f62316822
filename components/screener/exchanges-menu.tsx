import { useStore } from 'zustand'
import type { ScreenerViewStore } from './screener-view'
import { ToolbarPopover } from './toolbar-popover'

interface ExchangesMenuProps {
  store: ScreenerViewStore
  /** All there are. */
  exchanges: readonly string[]
}

/** Which exchanges count: a pair is shown when both its legs do. */
export function ExchangesMenu({ store, exchanges }: ExchangesMenuProps) {
  const out = useStore(store, (view) => view.out)
  const isOut = (exchange: string) => out.some((each) => isSame(each, exchange))
  const count = exchanges.filter((exchange) => !isOut(exchange)).length
  const setOut = (names: readonly string[]) => store.setState({ out: [...names] })
  return (
    <ToolbarPopover
      name="Exchanges"
      words={out.length === 0 ? 'all' : `${count} of ${exchanges.length}`}
      isOn={out.length > 0}
    >
      <fieldset className="choices-list" aria-label="Exchanges">
        {exchanges.map((exchange) => (
          <div key={exchange}>
            <label>
              <input
                type="checkbox"
                checked={!isOut(exchange)}
                onChange={({ target }) => {
                  const others = out.filter((each) => !isSame(each, exchange))
                  setOut(target.checked ? others : [...others, exchange])
                }}
              />
              {exchange}
            </label>
            <button
              type="button"
              className="link"
              aria-label={`${exchange} left out, all others in`}
              onClick={() => setOut([exchange])}
            >
              all but it
            </button>
          </div>
        ))}
      </fieldset>
      <button type="button" className="btn" onClick={() => setOut([])} disabled={out.length === 0}>
        All exchanges
      </button>
    </ToolbarPopover>
  )
}

function isSame(name1: string, name2: string): boolean {
  return name1.toUpperCase() === name2.toUpperCase()
}
