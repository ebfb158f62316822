'use client'

import type { ReactNode } from 'react'
import { TopBar } from '../ui/top-bar'
import { BannerArea } from './banner-area'
import { useFeedState } from './use-market-feed'
import { useWorkerAddress } from './worker-address'

/** A page that has nothing to show but words, and what is to be said on every page. */
export function NoticePage({ role, children }: { role?: 'alert'; children: ReactNode }) {
  const feed = useFeedState(useWorkerAddress())
  return (
    <>
      <TopBar />
      <BannerArea feed={feed} />
      <main className="notice" role={role}>
        {children}
      </main>
    </>
  )
}
