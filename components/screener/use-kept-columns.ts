'use client'

import { useEffect } from 'react'
import { keptColumns } from './kept-columns'
import type { ScreenerViewStore } from './screener-view'

/**
 * Columns as this browser keeps them, unless the address names some; what a person changes is kept.
 * After the first picture, which the server drew without knowing them.
 */
export function useKeptColumns(store: ScreenerViewStore, namesColumns: boolean): void {
  useEffect(() => {
    const { columns, widths } = keptColumns.getState()
    if (!namesColumns) store.setState({ columns: [...columns], widths: [...widths] })
    return store.subscribe((view, before) => {
      if (view.columns === before.columns && view.widths === before.widths) return
      keptColumns.setState({ columns: view.columns, widths: view.widths })
    })
  }, [store, namesColumns])
}
