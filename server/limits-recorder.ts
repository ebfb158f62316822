import { BATCH_BYTES, MAX_BATCHES } from '@/lib/protocol/frame-batch'
import type { Limit } from './limit'
import { MAX_FILE_ROWS } from './recorder/open-rows'
import { MAX_HELD_ROWS } from './recorder/recorder'

/** Of what is recorded. */
export const RECORDER_LIMITS: readonly Limit[] = [
  {
    name: 'files that rows are gathered for',
    variable: 'RECORD_MAX_FILES',
    unit: 'count',
    limit: ({ recorder }) => recorder.maxOpenFiles,
    now: ({ recorder }) => recorder?.openFiles,
    fills: true,
  },
  {
    name: 'rows that are not written yet',
    variable: null,
    unit: 'count',
    limit: MAX_HELD_ROWS,
    now: ({ recorder }) => recorder?.heldRows,
  },
  {
    name: 'frames on their way to the recorder',
    variable: null,
    unit: 'bytes',
    limit: MAX_BATCHES * BATCH_BYTES,
    now: ({ recorder }) => recorder && recorder.waitingBatches * BATCH_BYTES,
    dropped: ({ recorder }) => recorder?.dropped.slow,
  },
  { name: 'rows of a recorded file', variable: null, unit: 'count', limit: MAX_FILE_ROWS },
]
