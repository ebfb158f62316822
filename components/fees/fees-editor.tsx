'use client'

import { Popover } from 'radix-ui'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { DEFAULT_FEES } from '@/lib/market/default-fees'
import { FeeField } from './fee-field'
import { FeesFileRow } from './fees-file-row'
import { feesStore, setOwnFee } from './fees-store'
import { feeWords } from './own-fees'

interface FeesEditorProps {
  /** Those a person looks at now, as they are shown; they stand first. */
  exchanges: readonly string[]
  /** A button. */
  children: ReactNode
}

/** What each exchange takes of a trade: published, or what the person pays instead. */
export function FeesEditor({ exchanges, children }: FeesEditorProps) {
  const own = useStore(feesStore, (fees) => fees.own)
  return (
    <Popover.Root>
      <Popover.Trigger asChild>{children}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="fees"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Fees"
        >
          <p className="fees-words">
            Percent of each trade. Empty is as published for the standard tier, noted in the month
            that stands there and not checked since: enter your own. What is unknown is never taken
            for zero.
          </p>
          <div className="fees-rows">
            <table>
              <thead>
                <tr>
                  <th scope="col">Exchange</th>
                  <th scope="col" className="num">
                    Taker %
                  </th>
                  <th scope="col" className="num">
                    Maker %
                  </th>
                  <th scope="col">Published, taker and maker</th>
                </tr>
              </thead>
              <tbody>
                {listedExchanges(exchanges, Object.keys(own)).map((name) => (
                  <FeesRow key={name.toUpperCase()} name={name} />
                ))}
              </tbody>
            </table>
          </div>
          <FeesFileRow />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function FeesRow({ name }: { name: string }) {
  const own = useStore(feesStore, (fees) => fees.own[name.toUpperCase()])
  const published = DEFAULT_FEES[name.toUpperCase()]
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <FeeField
          label={`${name} taker`}
          own={own?.takerPct}
          published={published?.takerPct}
          onChange={(fee) => setOwnFee(name, 'takerPct', fee)}
        />
      </td>
      <td>
        <FeeField
          label={`${name} maker`}
          own={own?.makerPct}
          published={published?.makerPct}
          onChange={(fee) => setOwnFee(name, 'makerPct', fee)}
        />
      </td>
      <td className="fees-source">
        {published === undefined ? (
          'unknown'
        ) : (
          <>
            {feeWords(published.takerPct)} and {feeWords(published.makerPct)} {published.market},{' '}
            <a href={published.source} rel="noreferrer" target="_blank">
              {new URL(published.source).hostname.replace('www.', '')}
            </a>{' '}
            {published.date}
            {published.except !== undefined && <small>{published.except}</small>}
          </>
        )}
      </td>
    </tr>
  )
}

/** The looked at, then those with a published fee, then those with an own one; each once. */
function listedExchanges(first: readonly string[], own: readonly string[]): string[] {
  const names = new Map<string, string>()
  for (const name of [...first, ...PUBLISHED_NAMES, ...own]) {
    if (!names.has(name.toUpperCase())) names.set(name.toUpperCase(), name)
  }
  return [...names.values()]
}

/** As the exchanges are called on the wire. */
const PUBLISHED_NAMES = [
  'Binance', 'Bybit', 'OKX', 'Bitget', 'GateIo', 'Kucoin', 'MEXC', 'BingX',
] as const // prettier-ignore
