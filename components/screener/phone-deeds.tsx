import { EllipsisVertical, Star } from 'lucide-react'
import { memo } from 'react'
import { ActionMenu } from '../export/action-menu'
import { favourites } from '../kept/favourites'
import { muted } from '../kept/muted'
import { togglePair } from '../kept/pair-list'
import { symbolParts } from '../ui/symbol-name'
import type { ScreenerViewStore } from './screener-view'

interface PhoneStarProps {
  pair: string
  isFavourite: boolean
}

export const PhoneStar = memo(function PhoneStar({ pair, isFavourite }: PhoneStarProps) {
  return (
    <button
      type="button"
      className={`row-star${isFavourite ? ' on' : ''}`}
      aria-label="Favourite"
      aria-pressed={isFavourite}
      onClick={() => togglePair(favourites, pair)}
    >
      <Star size={16} aria-hidden="true" />
    </button>
  )
})

interface PhoneDeedsProps {
  pair: string
  symbol: string
  isMuted: boolean
  store: ScreenerViewStore
}

/** What a keyboard does by letters, and the panel below the table by links. */
export const PhoneDeeds = memo(function PhoneDeeds({
  pair,
  symbol,
  isMuted,
  store,
}: PhoneDeedsProps) {
  const { base } = symbolParts(symbol)
  const leaveOut = () => {
    const { without } = store.getState()
    store.setState({ without: [...without, symbol], symbol: '' })
  }
  return (
    <ActionMenu
      label={`More about ${base}`}
      className="more"
      actions={[
        { words: isMuted ? 'No longer mute' : 'Mute', run: () => togglePair(muted, pair) },
        { words: `Only ${base}`, run: () => store.setState({ symbol }) },
        { words: `Leave out ${base}`, run: leaveOut },
      ]}
    >
      <EllipsisVertical size={16} aria-hidden="true" />
    </ActionMenu>
  )
})
