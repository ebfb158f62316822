import { Tooltip } from 'radix-ui'
import type { ReactElement } from 'react'
import { isTermName, TERMS } from '@/lib/market/terms'
import type { TableColumn } from './screener-columns'

interface HeadTipProps {
  column: TableColumn
  /** The button of the head. */
  children: ReactElement
}

/** What a column means, shown beside its head. Needs a `Tooltip.Provider` around it. */
export function HeadTip({ column, children }: HeadTipProps) {
  if (!isTermName(column)) return children
  const { title, definition, formula } = TERMS[column]
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="head-tip" sideOffset={6} collisionPadding={8}>
          <b>{title}</b>
          <span>{definition}</span>
          {formula !== undefined && <span className="quiet">{formula}</span>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
