import { TERMS, type TermName } from '@/lib/market/terms'

/** A word of the help that leads to its definition; by default the term's title. */
export function Term({ name, children }: { name: TermName; children?: string }) {
  return <a href={`#${name}`}>{children ?? TERMS[name].title.toLowerCase()}</a>
}
