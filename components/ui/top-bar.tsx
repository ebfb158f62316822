import type { ReactNode } from 'react'
import { Brand } from './brand'
import { PAGES, type PageName } from './pages'

interface TopBarProps {
  /** Beside the navigation: where the data comes from. */
  badge?: ReactNode
  /** Unset: a page that the navigation does not name. */
  current?: PageName
  children?: ReactNode
}

/** Brand, pages, and what the page adds to them. */
export function TopBar({ badge, current, children }: TopBarProps) {
  return (
    <header className="bar">
      <Brand />
      <nav aria-label="Pages">
        {PAGES.map(({ name, href, words }) => (
          <a key={name} href={href} aria-current={name === current ? 'page' : undefined}>
            {words}
          </a>
        ))}
      </nav>
      {badge}
      <span className="push" />
      {children}
    </header>
  )
}
