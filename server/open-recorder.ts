import path from 'node:path'
import { RecorderService } from './recorder/recorder-service'
import type { Setup } from './setup'

/** What `/api/health` says about it. */
export function recorderReport(recorder: RecorderService | undefined) {
  if (recorder === undefined) return { state: 'off' }
  return recorder.counters() ?? { state: 'stopped', reason: 'its thread does not run yet' }
}

/**
 * Starts what records, if that is wanted. Before the feed is read, so that it is stopped after it and
 * writes all that came in.
 */
export function openRecorder({
  config,
  log,
  programs,
  life,
}: Omit<Setup, 'root'>): RecorderService | undefined {
  if (!config.isRecording) return undefined
  const recorder = new RecorderService({
    ...config.recorder,
    threadFile: path.join(programs, 'recorder.thread.js'),
    log: ({ level, text }) => log[level](text),
  })
  life.onStop(() => recorder.stop())
  recorder.start()
  log.info(`RECORDER: recording into ${config.recorder.root}`)
  return recorder
}
