import { createPairList } from './pair-list'

/** Pairs that a person does not want to see in rankings. */
export const muted = createPairList('muted')
