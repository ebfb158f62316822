import path from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import type { Source } from '@/lib/protocol/stream-line'
import { AggregatorChild } from './feed/aggregator-child'
import { IngestService } from './ingest/ingest-service'
import { collectGarbage } from './memory/collect-garbage'
import type { Setup } from './setup'
import { StartError } from './start-error'

/** Where the quotes come from. */
export interface Feed {
  url: string | undefined
  source: Source
}

/** Starts the embedded aggregator when it is the one wanted. @throws StartError when it cannot */
export async function openFeed({ config, log, programs, life }: Setup): Promise<Feed> {
  const { feed } = config
  if (feed.kind === 'disabled') return { url: undefined, source: 'none' }
  if (feed.kind === 'external') return { url: feed.url, source: 'external' }
  const child = new AggregatorChild({
    file: path.join(programs, 'aggregator.js'),
    args: feed.args,
    port: feed.port,
    onCrash: (how, restartMs) => {
      log.warn({ how, restartMs }, 'the embedded aggregator died; it is started again')
    },
  })
  life.onStop(() => child.stop())
  const { url, source } = await child.start().catch((error: unknown) => {
    // It has said why, on the same stderr.
    throw error instanceof Error ? new StartError(`${error.message}.`) : error
  })
  return { url, source }
}

/** The live market, filled from `url`; without one it stays empty. What comes in may be recorded. */
export async function openIngest(
  { config, log, programs, life }: Setup,
  url: string | undefined,
  connectRecorder?: () => MessagePort,
): Promise<IngestService> {
  const ingest = new IngestService({
    url,
    ...(connectRecorder && { connectRecorder }),
    limits: config.market,
    threadFile: path.join(programs, 'ingest.thread.js'),
    onGivenBack: collectGarbage,
    log: ({ level, text, fields }) => log[level](fields, text),
  })
  life.onStop(() => ingest.stop())
  await ingest.start()
  return ingest
}
