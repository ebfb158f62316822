import * as z from 'zod'

/** The newest ones are answered. */
export const MAX_ANSWERED_EPISODES = 500

export const wireEpisodeSchema = z.object({
  startMs: z.number(),
  /** Null: it still lasts. */
  endMs: z.number().nullable(),
  /** 1: exchange 1 was dearer. */
  direction: z.union([z.literal(1), z.literal(-1)]),
  /** Signed. */
  peakPct: z.number(),
  /** Distance from zero times seconds. */
  areaPctS: z.number(),
  durationMs: z.number(),
  /** cut: ended by a hole. */
  state: z.enum(['done', 'open', 'cut']),
  /** How exact times are: 0 is that of the quotes. */
  resolutionMs: z.union([z.literal(0), z.literal(1000)]),
})
export type WireEpisode = z.infer<typeof wireEpisodeSchema>

/** Of `GET /api/episodes`. */
export const episodesAnswerSchema = z.object({
  server_time_ms: z.number(),
  /** Episodes from here on are of quotes, those before of bars of a second; null: all are of bars. */
  exact_from_ms: z.number().nullable(),
  /** Newest last. */
  episodes: z.array(wireEpisodeSchema).max(MAX_ANSWERED_EPISODES),
})
export type EpisodesAnswer = z.infer<typeof episodesAnswerSchema>
