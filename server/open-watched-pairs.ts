import type { IngestService } from './ingest/ingest-service'
import type { Setup } from './setup'
import type { Ranking } from './stream/ranking'
import { WatchedPairs, type MockPairs, type SuspectWatch } from './watched-pairs'

/** The opportunities, beside the pairs of the live market and of the mock data. */
export async function openWatchedPairs(
  { config, log, life }: Setup,
  live: IngestService,
  ranking: Ranking,
  mock: (() => MockPairs | undefined) | undefined,
  screener: SuspectWatch,
): Promise<WatchedPairs> {
  const watched = new WatchedPairs({
    ...config.opportunities,
    toleranceMs: config.market.asofToleranceMs,
    live: { market: live, ranking, clock: Date.now },
    mock,
    screener,
    warn: (fault) => log.warn({ fault }, 'Opportunities: the newest file is not used'),
  })
  life.onStop(() => watched.stop())
  await watched.start()
  return watched
}
