'use client'

import { useEffect, useState } from 'react'
import type { BarRows } from '@/lib/spread/bar-rows'
import type { MarketFeed } from '../stream/market-feed'
import { barRowsOf } from './pair-bars'
import type { ExecutableFeeds } from './use-executable-feeds'

/** Figures are made no more often than this. */
const EVERY_MS = 1_000
/** Until the first bars have come: a person waits. */
const FIRST_MS = 100

/** What the figures of the page are made from: the pair at one moment. */
export interface PairSnapshot {
  /** Of the spread `bid`. */
  bars: BarRows
  /** Of `buy2_sell1` and `buy1_sell2`; undefined while they are not shown or have not come. */
  executable: readonly [BarRows, BarRows] | undefined
  /** The second behind the last one that is shown, epoch seconds. */
  endS: number
  /** How much older one leg's quote is than the other's, milliseconds; NaN: not known. */
  skewMs: number
}

/** The pair as it is, once a second; undefined until its first series has come. */
export function usePairSnapshot(
  feed: MarketFeed,
  executableFeeds: ExecutableFeeds | undefined,
  pair: string,
): PairSnapshot | undefined {
  const [snapshot, setSnapshot] = useState<PairSnapshot>()

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let seen = ''
    const look = () => {
      const rows = feed.rows(pair)
      const executable = executableFeeds?.map((each) => each.rows(pair))
      timer = setTimeout(look, rows === undefined ? FIRST_MS : EVERY_MS)
      if (rows === undefined) {
        if (seen !== '') setSnapshot(undefined)
        seen = ''
        return
      }
      // The second that runs is shown once something came in it.
      const runsS = (rows.bars.newestTime ?? 0) + 1
      const endS = Math.max(Math.floor(feed.chartEndMs(rows) / 1_000), runsS)
      const versions = [rows, ...(executable ?? [])].map((each) => each?.version)
      const now = `${endS} ${versions.join(' ')}`
      // A market that stands still, as mock data does, needs no new figures.
      if (now === seen) return
      seen = now
      const [out, back] = executable ?? []
      setSnapshot({
        bars: barRowsOf(rows),
        executable:
          out === undefined || back === undefined ? undefined : [barRowsOf(out), barRowsOf(back)],
        endS,
        skewMs: Math.abs((rows.age1Ms ?? NaN) - (rows.age2Ms ?? NaN)),
      })
    }
    look()
    return () => clearTimeout(timer)
  }, [feed, executableFeeds, pair])

  return snapshot
}
