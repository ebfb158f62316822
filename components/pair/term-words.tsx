import { TERMS, type TermName } from '@/lib/market/terms'

/** A name of the page, explained where the pointer rests and on the help page. */
export function TermWords({ term, children }: { term: TermName; children: string }) {
  const { definition, formula } = TERMS[term]
  return (
    <abbr title={formula === undefined ? definition : `${definition}\n${formula}`}>{children}</abbr>
  )
}
