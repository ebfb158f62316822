'use client'

import { NoticePage } from '@/components/shell/notice-page'

/** A fault of the page itself. What the server or the feed may do is shown by the page. */
export default function PageError({ reset }: { reset: () => void }) {
  return (
    <NoticePage role="alert">
      <h1>This page has failed</h1>
      <small>The browser’s console says where. The server goes on.</small>
      <button type="button" className="btn" onClick={reset}>
        Show it again
      </button>
    </NoticePage>
  )
}
