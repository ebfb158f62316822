import type { SpreadChart } from '../chart/spread-chart'

/** The charts that are drawn now, by pair: what is saved is exactly what is seen. */
export type CardShelf = Map<string, SpreadChart>
