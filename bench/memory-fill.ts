/** What a worker of the memory benchmark fills. */
export const FILLS = ['windows', 'window objects', 'series', 'bar objects', 'pairs'] as const
export type Fill = (typeof FILLS)[number]

export interface FillReport {
  /** Resident memory of the process, before and after. */
  beforeBytes: number
  afterBytes: number
  /** Points, bars or pairs. */
  items: number
}
