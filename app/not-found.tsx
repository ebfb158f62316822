import Link from 'next/link'
import { NoticePage } from '@/components/shell/notice-page'

export default function NotFound() {
  return (
    <NoticePage>
      <h1>There is no such page</h1>
      <small>The address may be mistyped, or the page may have moved.</small>
      <Link className="btn" href="/">
        To the grid
      </Link>
    </NoticePage>
  )
}
