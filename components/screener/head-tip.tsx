import { Tooltip } from 'radix-ui'
import type { ReactElement } from 'react'
import { isTermName, TERMS, type TermName } from '@/lib/market/terms'
import type { TableColumn } from './screener-columns'

interface HeadTipProps {
  column: TableColumn
  /** The button of the head. */
  children: ReactElement
}

/** What a column means, beside its head under pointer or focus. Needs a `Tooltip.Provider`. */
export function HeadTip({ column, children }: HeadTipProps) {
  if (!isTermName(column)) return children
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="head-tip" sideOffset={6} collisionPadding={8}>
          <TermWords term={column} />
          <span className="quiet">Right-click, hold, or Shift and F10: sort, move, hide</span>
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}

/** Name, unit, definition and formula of a figure. */
export function TermWords({ term }: { term: TermName }) {
  const { title, unit, definition, formula } = TERMS[term]
  return (
    <>
      <b>
        {title}
        {unit !== '' && <span className="quiet"> in {unit}</span>}
      </b>
      <span>{definition}</span>
      {formula !== undefined && <span className="quiet">{formula}</span>}
    </>
  )
}
