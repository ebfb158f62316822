import { EllipsisVertical } from 'lucide-react'
import { memo } from 'react'
import type { SpreadKind } from '@/lib/market/spread-kind'
import { ActionMenu, type MenuAction } from '../export/action-menu'
import type { ZoneClock } from '../ui/zone-clock'
import { cardActions } from './card-actions'
import type { CardShelf } from './card-shelf'

interface CardMenuProps {
  pair: string
  /** Of the card. */
  name: string
  spread: SpreadKind
  shelf: CardShelf
  zone: ZoneClock
  /** What one may do with it, besides what everybody may. */
  ownActions: readonly MenuAction[]
}

/** Made anew with its card only when it is another: the card's numbers change three times a second. */
export const CardMenu = memo(function CardMenu(props: CardMenuProps) {
  const { pair, name, spread, shelf, zone, ownActions } = props
  return (
    <ActionMenu
      label={`More of ${name}`}
      className="more"
      tabIndex={-1}
      actions={[...ownActions, ...cardActions(pair, spread, shelf, zone)]}
    >
      <EllipsisVertical size={14} aria-hidden="true" />
    </ActionMenu>
  )
})
