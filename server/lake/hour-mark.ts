import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { spreadsIn, type LakeFolder } from './lake-folders'

/** Of an hour's folders: another one when a file comes, goes or changes its size or time. */
export async function hourMark(folders: readonly LakeFolder[]): Promise<string> {
  const hash = createHash('sha256')
  for (const folder of folders) {
    for (const file of await spreadsIn(folder)) hash.update(`${file}\n${statusOf(file)}\n`)
  }
  return hash.digest('base64')
}

/** Synchronous, as there can be hundreds in an hour (FooterCache). */
function statusOf(file: string): string {
  const status = statSync(file, { throwIfNoEntry: false })
  return status === undefined ? 'gone' : `${status.size} ${status.mtimeMs}`
}
