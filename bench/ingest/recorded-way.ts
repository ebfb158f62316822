import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { RecorderService } from '@/server/recorder/recorder-service'
import { measureWorker, type WorkerFigures, type WorkerRun } from './worker-way'

const MAX_OPEN_FILES = 250

/**
 * The worker with a thread that writes all quotes into a lake in a temporary folder.
 *
 * @throws when a quote was not recorded and not counted as dropped either
 */
export async function measureRecorded(run: WorkerRun): Promise<WorkerFigures> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'bench-lake-'))
  const recorder = new RecorderService({
    ...{ root, maxOpenFiles: MAX_OPEN_FILES, keepDays: undefined, maxBytes: undefined },
    threadFile: new URL('./recorder.thread.js', import.meta.url),
    log: ({ text }) => console.log(`  ${text}`),
  })
  recorder.start()
  try {
    const figures = await measureWorker({ ...run, connectRecorder: () => recorder.connect() })
    await recorder.stop()
    const { rows = 0, files = 0, bytes = 0, dropped } = recorder.counters() ?? {}
    const rowBytes = (bytes / rows).toFixed(1)
    console.log(`  ${rows} rows in ${files} files, ${rowBytes} bytes a row`)
    console.log(`  not recorded: ${JSON.stringify(dropped)}`)
    return figures
  } finally {
    await recorder.stop()
    await rm(root, { recursive: true, force: true })
  }
}
