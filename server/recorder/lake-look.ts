import type { Dirent } from 'node:fs'
import { lstat, readdir, rmdir, unlink } from 'node:fs/promises'
import path from 'node:path'
import { dayOfFolder, hourOfFolder, isLakeFile, partitionValue } from '@/lib/lake/partition'
import { errorCode } from './disk-fault'

/**
 * One look through the lake, at folders `exchange=X/symbol=S/date=D/hour=H` and recorded files in
 * them; links are followed nowhere. What cannot be read is passed over and counted.
 */
export class LakeLook {
  /** Folders that could not be read, and why not the first of them. */
  unread = 0
  firstFault: unknown

  async exchanges(root: string): Promise<string[]> {
    return this.#folders(root, (name) => partitionValue('exchange', name) !== undefined)
  }

  async symbols(exchange: string): Promise<string[]> {
    return this.#folders(exchange, (name) => partitionValue('symbol', name) !== undefined)
  }

  async days(symbol: string): Promise<string[]> {
    return this.#folders(symbol, (name) => dayOfFolder(name) !== undefined)
  }

  /** Of the recorded files of a day's folder. */
  async bytesOfDay(date: string): Promise<number> {
    let total = 0
    for (const file of await this.#recordedFiles(date)) {
      const entry = await lstat(file).catch(() => undefined)
      total += entry?.size ?? 0
    }
    return total
  }

  /**
   * Removes the recorded files of a day's folder, and the folders that are empty then; gives how many
   * files they were. @throws the file system's first error, once all have been tried
   */
  async removeDay(date: string): Promise<number> {
    let removed = 0
    let fault: unknown
    const attempt = async (work: Promise<void>, unless: readonly string[]) => {
      try {
        await work
        return 1
      } catch (error) {
        if (!unless.includes(errorCode(error) ?? '')) fault ??= error
        return 0
      }
    }
    const unreadBefore = this.unread
    const files = await this.#recordedFiles(date)
    if (this.unread > unreadBefore) fault = this.firstFault
    for (const file of files) removed += await attempt(unlink(file), ['ENOENT'])
    for (const folder of [...(await this.#hours(date)), date]) {
      await attempt(rmdir(folder), ['ENOENT', 'ENOTEMPTY', 'EEXIST'])
    }
    if (fault !== undefined) throw fault
    return removed
  }

  async #hours(date: string): Promise<string[]> {
    return this.#folders(date, (name) => hourOfFolder(name) !== undefined)
  }

  async #recordedFiles(date: string): Promise<string[]> {
    const files: string[] = []
    for (const folder of [date, ...(await this.#hours(date))]) {
      const ours = (await this.#entries(folder)).filter(
        (entry) => entry.isFile() && isLakeFile(entry.name),
      )
      files.push(...ours.map(({ name }) => path.join(folder, name)))
    }
    return files
  }

  async #folders(folder: string, isWanted: (name: string) => boolean): Promise<string[]> {
    return (await this.#entries(folder))
      .filter((entry) => entry.isDirectory() && isWanted(entry.name))
      .map(({ name }) => path.join(folder, name))
  }

  /** Empty when it is gone. */
  async #entries(folder: string): Promise<Dirent[]> {
    try {
      return await readdir(folder, { withFileTypes: true })
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return []
      this.unread++
      this.firstFault ??= error
      return []
    }
  }
}
