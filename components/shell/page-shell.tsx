'use client'

import { useEffect, type ReactNode } from 'react'
import { OriginBadge } from '../status/origin-badge'
import { StatusBar } from '../status/status-bar'
import type { MarketFeed } from '../stream/market-feed'
import { LookMenu, type Look } from '../ui/look-menu'
import { PageTabs } from '../ui/page-tabs'
import type { PageName } from '../ui/pages'
import { watchSystemTheme } from '../ui/theme'
import { TopBar } from '../ui/top-bar'
import { BannerArea } from './banner-area'
import { FrameDialogs } from './frame-dialogs'
import { HelpLink } from './help-link'
import { PaletteButton } from './palette-button'
import { SaidLine } from './said-line'

interface PageShellProps {
  /** Unset: a page that the navigation does not name. */
  current?: PageName
  feed: MarketFeed
  look: Look
  /** In the top bar; unset: the way to the palette. */
  search?: ReactNode
  /** `main`, and what stands above it. */
  children: ReactNode
}

/** What all pages share: bar, banner, the state of server and feed. */
export function PageShell({ current, feed, look, search, children }: PageShellProps) {
  useEffect(() => watchSystemTheme(), [])
  return (
    <>
      <TopBar current={current} badge={<OriginBadge store={feed.store} />}>
        {search ?? <PaletteButton />}
        <HelpLink />
        <LookMenu look={look} />
      </TopBar>
      <BannerArea feed={feed} />
      {children}
      <SaidLine />
      <StatusBar store={feed.store} />
      <PageTabs current={current} />
      <FrameDialogs />
    </>
  )
}
