import { createPairList } from './pair-list'

/** Pairs that look like two different assets and are not, as a person says. */
export const trusted = createPairList('trusted')
