import type { Suspicion } from '@/lib/protocol/screener-columns'

/** Why two legs are probably not one asset, as a sentence without its end. */
export const SUSPICION_WORDS: Readonly<Record<Suspicion, string>> = {
  ratio: 'their prices stay far apart',
  power_of_ten: 'one price is a power of ten of the other',
  returns: 'their prices do not move together',
}
