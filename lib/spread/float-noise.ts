/**
 * Values that differ by less are one value, percent: 100.1 / 100 and 200.2 / 200 differ in their last
 * bits alone, and what is divided by such a range is no figure.
 */
export const FLOAT_NOISE_PCT = 1e-9
