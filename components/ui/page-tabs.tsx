import { PAGES, type PageName } from './pages'

/** The pages at the foot of a phone, where the top bar has no room for them. */
export function PageTabs({ current }: { current?: PageName }) {
  return (
    <nav className="tabs" aria-label="Pages">
      {PAGES.map(({ name, href, words, icon: Icon }) => (
        <a key={name} href={href} aria-current={name === current ? 'page' : undefined}>
          <Icon size={18} aria-hidden="true" />
          <span>{words}</span>
        </a>
      ))}
    </nav>
  )
}
