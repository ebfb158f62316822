import Link from 'next/link'
import { TopBar } from '@/components/ui/top-bar'

export default function NotFound() {
  return (
    <>
      <TopBar />
      <main className="notice">
        <h1>There is no such page</h1>
        <small>The address may be mistyped, or the page may have moved.</small>
        <Link className="btn" href="/">
          To the grid
        </Link>
      </main>
    </>
  )
}
