import { randomUUID } from 'node:crypto'
import { open, unlink, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A file for one's own use, without a name: it is gone when it is closed, however that happens. */
export async function openTemporaryFile(): Promise<FileHandle> {
  const name = path.join(tmpdir(), `spreadscope-${randomUUID()}`)
  const file = await open(name, 'wx+', 0o600)
  await unlink(name)
  return file
}
