import { MAX_STREAMED_PAIRS } from './stream-address'

/** Pairs nobody wants any more are kept up to this number beyond the wanted ones. */
export const SPARE_PAIRS = 24

/**
 * The pairs to stream when these are wanted. `held` itself when it has them all and not too many
 * others; else the wanted ones and the newest of the others, which stand first.
 */
export function unionOf(
  held: ReadonlySet<string>,
  wanted: ReadonlySet<string>,
): ReadonlySet<string> {
  const isCovered = [...wanted].every((pair) => held.has(pair))
  if (isCovered && held.size <= wanted.size * 2 + SPARE_PAIRS) return held
  const spare = [...held].filter((pair) => !wanted.has(pair)).slice(-SPARE_PAIRS)
  return new Set([...spare, ...wanted].slice(-MAX_STREAMED_PAIRS))
}
