import type { BarRows } from '@/lib/spread/bar-rows'
import type { Suspicion } from '@/lib/spread/same-asset'
import { togglePair } from '../kept/pair-list'
import { trusted } from '../kept/trusted'

interface SameAssetNoticeProps {
  suspicion: Suspicion
  isTrusted: boolean
  pair: string
  bars: BarRows
}

/** Says why a pair stands in no ranking, and takes the word of a person that it may. */
export function SameAssetNotice({ suspicion, isTrusted, pair, bars }: SameAssetNoticeProps) {
  return (
    <div className={`banner pair-notice${isTrusted ? ' calm' : ''}`}>
      <output aria-label="Same asset">
        <b>
          {isTrusted ? 'You said that this is the same asset.' : 'Probably not the same asset.'}
        </b>{' '}
        <span className="mid">
          {reasonWords(suspicion, bars)}
          {isTrusted ? ' It stands in rankings.' : ' Left out of rankings.'}
        </span>
      </output>
      <button type="button" className="btn" onClick={() => togglePair(trusted, pair)}>
        {isTrusted ? 'They are not' : 'They are the same asset'}
      </button>
    </div>
  )
}

function reasonWords(suspicion: Suspicion, { bid1, bid2, length }: BarRows): string {
  if (suspicion === 'returns') return 'The prices do not move together.'
  const ratio = lastRatio(bid1, bid2, length)
  const factor = ratio >= 1 ? ratio : 1 / ratio
  const words =
    suspicion === 'power_of_ten'
      ? `${10 ** Math.round(Math.log10(factor))}`
      : factor.toFixed(factor < 10 ? 2 : 0)
  return `Prices differ by a factor of ${words}.`
}

function lastRatio(bid1: ArrayLike<number>, bid2: ArrayLike<number>, length: number): number {
  for (let row = length - 1; row >= 0; row--) {
    const ratio = bid1[row]! / bid2[row]!
    if (Number.isFinite(ratio) && ratio > 0) return ratio
  }
  return NaN
}
