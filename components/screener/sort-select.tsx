import { useStore } from 'zustand'
import { SCREENER_COLUMNS, type ScreenerColumn } from '@/lib/protocol/screener-columns'
import { Select } from '../ui/select'
import { columnName } from './bound-words'
import { isTwoSided } from './screener-columns'
import type { ScreenerViewStore } from './screener-view'

const SYMBOL = { value: 'symbol', words: 'Symbol' } as const
const OPTIONS: readonly { value: ScreenerColumn | 'symbol'; words: string }[] = [
  SYMBOL,
  ...SCREENER_COLUMNS.map((value) => ({ value, words: columnName(value) })),
]

/** What the list is sorted by, where there are no heads to press. */
export function SortSelect({ store }: { store: ScreenerViewStore }) {
  const first = useStore(store, (view) => view.sort[0]?.column)
  const chosen = OPTIONS.find(({ value }) => value === first) ?? SYMBOL
  return (
    <Select
      label="Sort"
      options={OPTIONS}
      value={chosen.value}
      onChange={(column) =>
        store.setState({
          sort: [
            {
              column,
              direction: column === 'symbol' ? 'asc' : 'desc',
              absolute: isTwoSided(column),
            },
          ],
        })
      }
    />
  )
}
