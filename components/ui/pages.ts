import {
  Activity,
  FlaskConical,
  History,
  LayoutDashboard,
  LayoutGrid,
  Rows3,
  type LucideIcon,
} from 'lucide-react'

export type PageName = 'grid' | 'screener' | 'desk' | 'history' | 'qa' | 'status'

interface PageEntry {
  name: PageName
  href: string
  words: string
  icon: LucideIcon
}

/** What the navigation names, in its order. */
export const PAGES: readonly PageEntry[] = [
  { name: 'grid', href: '/', words: 'Grid', icon: LayoutGrid },
  { name: 'screener', href: '/screener', words: 'Screener', icon: Rows3 },
  { name: 'desk', href: '/desk', words: 'Desk', icon: LayoutDashboard },
  { name: 'history', href: '/history', words: 'History', icon: History },
  { name: 'qa', href: '/qa', words: 'QA', icon: FlaskConical },
  { name: 'status', href: '/status', words: 'Status', icon: Activity },
]
