import { CircleQuestionMark } from 'lucide-react'

/** To the page that says how things are meant; beside the settings, for the tabs have no room. */
export function HelpLink() {
  return (
    // A fresh page, as from every other link of the bar.
    // oxlint-disable-next-line nextjs/no-html-link-for-pages
    <a className="tool" href="/help" aria-label="Help" title="Help">
      <CircleQuestionMark size={16} aria-hidden="true" />
    </a>
  )
}
