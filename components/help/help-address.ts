import type { TermName } from '@/lib/market/terms'

/** Where the help page explains a term. */
export function helpAddress(term: TermName): string {
  return `/help#${term}`
}
