import * as z from 'zod'
import { OPPORTUNITY_SOURCES } from '../market/opportunity'

/** `GET /api/opportunities`: the pairs to watch, best first, and where they come from. */
export const opportunitiesListSchema = z.object({
  source: z.enum(OPPORTUNITY_SOURCES),
  /** The analyzer's list that is in force, also while mock data hides it; null: none is. */
  file: z
    .object({
      name: z.string(),
      modified: z.iso.datetime(),
      rows_read: z.int(),
      /** Rows that are opportunities: enough cycles, and each pair once. */
      rows_kept: z.int(),
    })
    .nullable(),
  /** OPPORTUNITY_MIN_CYCLES */
  min_cycles: z.int(),
  /** Why the newest file, or the folder, is not in force; null while nothing is refused. */
  fault: z.string().nullable(),
  opportunities: z.array(
    z.object({
      symbol: z.string(),
      exchange1: z.string(),
      exchange2: z.string(),
      /** Whether it has a spread now; if not, `waiting` says why. */
      live: z.boolean(),
      waiting: z.string().nullable(),
      /** The other columns of the list, by name. */
      figures: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
})
export type OpportunitiesList = z.infer<typeof opportunitiesListSchema>
