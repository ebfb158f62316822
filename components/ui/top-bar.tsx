import type { ReactNode } from 'react'
import { Brand } from './brand'

interface TopBarProps {
  /** Beside the navigation: where the data comes from. */
  badge?: ReactNode
  /** Unset: a page that the navigation does not name. */
  current?: 'grid'
  children?: ReactNode
}

/** Brand, pages, and what the page adds to them. */
export function TopBar({ badge, current, children }: TopBarProps) {
  return (
    <header className="bar">
      <Brand />
      <nav aria-label="Pages">
        {/* oxlint-disable-next-line nextjs/no-html-link-for-pages -- as the brand */}
        <a href="/" aria-current={current === 'grid' ? 'page' : undefined}>
          Grid
        </a>
      </nav>
      {badge}
      <span className="push" />
      {children}
    </header>
  )
}
