import { FileWarning } from 'lucide-react'
import type { Ranking } from './held-order'

/** Says that the newest file of opportunities is not used, and why, where opportunities are shown. */
export function ListFault({ ranking }: { ranking: Ranking }) {
  const { fault, source, sources } = ranking
  if (fault === null || source === 'mock') return null
  const isListInForce = sources.analyzer !== undefined
  return (
    <div className="banner list-fault">
      <FileWarning size={16} className="icon" aria-hidden="true" />
      <output aria-label="Opportunities">
        <b>The newest list of opportunities is not used.</b>{' '}
        <span className="mid">
          {fault}. {isListInForce ? 'The list before stays.' : 'All live pairs are shown.'}
        </span>
      </output>
    </div>
  )
}
