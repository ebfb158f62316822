import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '@/deploy/bundle.mjs'
import { PrometheusMetrics, type Reading } from './prometheus'

const READING: Reading = {
  ...{ messages: 7, quotes: 6, isConnected: true, quoteAgeMs: 250, rejected: { crossed: 2 } },
  ...{ windows: 4, points: 40, pairs: 2, windowEvictions: 1, pairEvictions: 0, pairsRefused: 0 },
  ...{ windowBytes: 1, seriesBytes: 2, subscribers: 9, streamLines: 5, streamDropped: { full: 3 } },
  ...{ streamsEndedSlow: 0, streamsRefused: 0, queuedBytes: 0, waitingSeries: 0, connections: 1 },
  ...{ eventLoopLagMs: null, majorCollections: 0, residentBytes: 100, memoryThresholdBytes: 200 },
  ...{ guardLevel: 0, guardCleanings: 0 },
  recorder: {
    ...{
      stoppedMs: 0,
      isRecording: true,
      heldRows: 3,
      oldestRowMs: 4_500,
      rows: 11,
      files: 2,
      bytes: 500,
      daysRemoved: 1,
    },
    dropped: { slow: 12 },
  },
  limits: [
    {
      ...{ name: 'pairs', variable: 'MAX_PAIRS', unit: 'count', fills: false },
      ...{ limit: 20, default: 20, now: 2, highest: 3, dropped: 4 },
    },
  ],
}

it('[MO9] has the values of the scrape under the names of the field', async () => {
  let reading = READING
  const metrics = new PrometheusMetrics('1.2.3', () => reading)
  await metrics.text()
  reading = { ...READING, messages: 8, rejected: { crossed: 2, future: 1 } }
  const lines = (await metrics.text()).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      'spreadscope_feed_messages_total 8',
      'spreadscope_feed_connected 1',
      'spreadscope_quote_age_seconds 0.25',
      'spreadscope_feed_rejected_total{reason="crossed"} 2',
      'spreadscope_feed_rejected_total{reason="future"} 1',
      'spreadscope_windows 4',
      'spreadscope_window_evictions_total 1',
      'spreadscope_stream_subscribers 9',
      'spreadscope_stream_dropped_total{reason="full"} 3',
      'spreadscope_recorder_recording 1',
      'spreadscope_recorder_stopped_seconds 0',
      'spreadscope_recorder_oldest_row_seconds 4.5',
      'spreadscope_recorder_rows_total 11',
      'spreadscope_recorder_dropped_total{reason="slow"} 12',
      'spreadscope_event_loop_lag_seconds Nan',
      'spreadscope_limit_used{limit="pairs"} 2',
      '# TYPE spreadscope_limit_dropped_total counter',
      'spreadscope_limit_dropped_total{limit="pairs"} 4',
      'spreadscope_resident_memory_bytes 100',
      'spreadscope_memory_guard_level 0',
      `spreadscope_build_info{version="1.2.3",node="${process.versions.node}"} 1`,
    ]),
  )
  expect(metrics.contentType).toContain('text/plain; version=0.0.4')
})

it('[MO9] counts delays in buckets', async () => {
  const metrics = new PrometheusMetrics('1.2.3', () => READING)
  for (const delayMs of [-1, 4, 150]) metrics.observeDelay(delayMs)
  const text = await metrics.text()
  expect(text).toContain('spreadscope_quote_to_line_seconds_bucket{le="0.005"} 2')
  expect(text).toContain('spreadscope_quote_to_line_seconds_count 3')
})

it('[MO15] has every metric that the sample of alert rules asks for', async () => {
  const rules = readFileSync(path.join(ROOT, 'deploy/alert-rules.yml'), 'utf8')
  const asked = rules.match(/spreadscope_\w+/g) ?? []
  const text = await new PrometheusMetrics('1.2.3', () => READING).text()
  expect(asked.length).toBeGreaterThan(4)
  expect(asked.filter((name) => !text.includes(`# TYPE ${name} `))).toEqual([])
})
