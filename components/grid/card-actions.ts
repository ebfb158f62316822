import type { SpreadKind } from '@/lib/market/spread-kind'
import { copyLink } from '../export/copy-link'
import type { MenuAction } from '../export/action-menu'
import { favourites } from '../kept/favourites'
import { muted } from '../kept/muted'
import { SHARED_KEYS } from '../keys/shared-keys'
import { hasPair, togglePair } from '../kept/pair-list'
import { historyAddress, pairAddress } from '../ui/addresses'
import { say } from '../ui/said'
import type { ZoneClock } from '../ui/zone-clock'
import { pinToDesk } from '../workspace/desk-store'
import type { CardShelf } from './card-shelf'
import { saveCardPicture, saveCsv, saveNdjson, type ShownCard } from './save-cards'

/** Everything that one may do with a card, by menu and by key. */
export function cardActions(
  pair: string,
  spread: SpreadKind,
  shelf: CardShelf,
  zone: ZoneClock,
): MenuAction[] {
  // Looked up when it is done: a card is there before its chart is.
  const withCard = (run: (card: ShownCard) => void) => () => {
    const chart = shelf.get(pair)
    if (chart !== undefined) run({ pair, chart, spread })
  }
  const isFavourite = hasPair(favourites.getState(), pair)
  const isMuted = hasPair(muted.getState(), pair)
  return [
    { words: 'Open', keys: SHARED_KEYS.open, run: () => location.assign(pairAddress(pair)) },
    {
      words: 'History',
      keys: SHARED_KEYS.history,
      run: () => location.assign(historyAddress(pair)),
    },
    {
      words: isFavourite ? 'No favourite any more' : 'Favourite',
      keys: SHARED_KEYS.favourite,
      run: () => togglePair(favourites, pair),
    },
    { words: isMuted ? 'Unmute' : 'Mute', keys: 'm', run: () => mute(pair) },
    { words: 'Pin to the desk', keys: SHARED_KEYS.pin, run: () => say(pinToDesk(pair)) },
    { words: 'Copy link', keys: 'c', run: () => void sayCopied(pairAddress(pair)) },
    {
      words: 'Picture',
      keys: SHARED_KEYS.picture,
      run: withCard((card) => saveCardPicture(card, zone)),
    },
    { words: 'CSV', run: withCard((card) => saveCsv([card])) },
    { words: 'NDJSON', run: withCard((card) => saveNdjson([card])) },
  ]
}

function mute(pair: string): void {
  togglePair(muted, pair)
  const words = hasPair(muted.getState(), pair) ? 'Muted' : 'Shown again'
  say(`${words}: ${pair.replaceAll(':', ' ')}.`, () => togglePair(muted, pair))
}

/** Copies an address and says whether it could be done. */
export async function sayCopied(address: string): Promise<void> {
  const isCopied = await copyLink(address)
  say(
    isCopied ? 'The link is copied.' : 'The browser does not let a page copy; use its address bar.',
  )
}
