import { EPISODE_TERMS } from './episode-terms'
import { QUOTE_TERMS } from './quote-terms'
import { RANGE_TERMS } from './range-terms'
import { SPREAD_TERMS } from './spread-terms'
import type { Term } from './term'

const ALL = { ...SPREAD_TERMS, ...RANGE_TERMS, ...EPISODE_TERMS, ...QUOTE_TERMS }

/** What code and wire call it. */
export type TermName = keyof typeof ALL

export const TERMS: Readonly<Record<TermName, Term>> = ALL

export interface TermGroup {
  title: string
  names: readonly TermName[]
}

/** Every term once, as the help page shows them. */
export const TERM_GROUPS: readonly TermGroup[] = [
  { title: 'Pair, spread and edge', names: namesOf(SPREAD_TERMS) },
  { title: 'Statistics and bands', names: namesOf(RANGE_TERMS) },
  { title: 'Episode figures', names: namesOf(EPISODE_TERMS) },
  { title: 'Quotes and analyzer', names: namesOf(QUOTE_TERMS) },
]

export function isTermName(name: string): name is TermName {
  return Object.hasOwn(ALL, name)
}

function namesOf(terms: Readonly<Record<string, Term>>): readonly TermName[] {
  return Object.keys(terms).filter(isTermName)
}
