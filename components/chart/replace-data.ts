import type { CustomData, ISeriesApi } from 'lightweight-charts'

/**
 * Gives `series` other data, and lets go of what it had. The library alone would not: where the
 * times are the same as before it keeps the old items beside the new ones, until they differ
 * (`replaceTimeScalePoints` of 5.2).
 */
export function replaceData(series: ISeriesApi<'Custom'>, data: CustomData[]): void {
  series.setData([])
  series.setData(data)
}
