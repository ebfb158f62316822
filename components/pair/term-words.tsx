import { TERMS, type TermName } from '@/lib/market/terms'
import { helpAddress } from '../help/help-address'

/**
 * A name of the page, explained where the pointer rests, and at length behind it. Not a stop of the
 * keyboard, as there are dozens: the panel ends with one way to all of them.
 */
export function TermWords({ term, children }: { term: TermName; children: string }) {
  const { definition, formula } = TERMS[term]
  return (
    <a
      className="term"
      href={helpAddress(term)}
      tabIndex={-1}
      title={formula === undefined ? definition : `${definition}\n${formula}`}
    >
      {children}
    </a>
  )
}
