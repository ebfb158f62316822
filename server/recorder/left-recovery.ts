import { diskReason } from './disk-fault'
import type { LakeFiles, LeftRows } from './lake-files'
import { canBeFolders } from './lake-row'
import { readLeft } from './left-rows'
import type { RecorderLogEntry } from './recorder-message'

export interface LeftRecoveryOptions {
  files: LakeFiles
  log: (entry: RecorderLogEntry) => void
  onWritten: (rows: number, bytes: number) => void
  /** What is not written then is left to the next recorder. */
  isStopping: () => boolean
}

/** Writes what recorders before this one had no time for. Never rejects: what fails is told. */
export async function recoverLeft(options: LeftRecoveryOptions): Promise<void> {
  try {
    for (const left of await options.files.claimLeft()) await recover(left, options)
  } catch (error) {
    const text = `RECORDER: rows of a recorder before were not read: ${diskReason(error)}`
    options.log({ level: 'warn', text })
  }
}

async function recover(
  left: LeftRows,
  { files, log, onWritten, isStopping }: LeftRecoveryOptions,
): Promise<void> {
  let count = 0
  try {
    for (const rows of readLeft(left.text)) {
      if (isStopping()) return await left.giveBack()
      if (!canBeFolders(rows.of)) throw new Error('a name that cannot be that of a folder')
      onWritten(rows.length, await files.write(rows, true))
      count += rows.length
    }
  } catch (error) {
    await left.giveBack()
    throw error
  }
  await left.done()
  log({ level: 'info', text: `RECORDER: ${count} rows of a recorder before this one are written` })
}
