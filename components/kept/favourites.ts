import { createPairList } from './pair-list'

/** Pairs with a star. */
export const favourites = createPairList('favourites')
