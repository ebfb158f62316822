import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { dayOfFolder, hourOfFolder, partitionValue } from '@/lib/lake/partition'

const MS_PER_HOUR = 3_600_000
/** What is recorded of an hour may be written this long after its end. */
const GRACE_MS = 120_000

export interface PastHoursOptions {
  readonly root: string
  /** Epoch milliseconds. */
  readonly nowMs: number
  /** A folder that cannot be looked into; it is left out. */
  readonly onFault: (folder: string, error: unknown) => void
}

/** The folders of hours that are over, by exchange, symbol and time. Links are not followed. */
export async function* pastHours(options: PastHoursOptions): AsyncGenerator<string> {
  const { root, nowMs, onFault } = options
  const foldersIn = async (folder: string, isWanted: (name: string) => boolean) => {
    try {
      return await readFolder(folder, isWanted)
    } catch (error) {
      onFault(folder, error)
      return []
    }
  }
  for (const exchange of await foldersIn(root, isValueOf('exchange'))) {
    for (const symbol of await foldersIn(exchange, isValueOf('symbol'))) {
      for (const date of await foldersIn(symbol, (name) => dayOfFolder(name) !== undefined)) {
        const dayMs = dayOfFolder(path.basename(date))!
        for (const hour of await foldersIn(date, (name) => hourOfFolder(name) !== undefined)) {
          const startMs = dayMs + hourOfFolder(path.basename(hour))! * MS_PER_HOUR
          if (startMs + MS_PER_HOUR + GRACE_MS <= nowMs) yield hour
        }
      }
    }
  }
}

async function readFolder(folder: string, isWanted: (name: string) => boolean): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const wanted = entries.filter((entry) => entry.isDirectory() && isWanted(entry.name))
  return wanted.map(({ name }) => path.join(folder, name)).toSorted()
}

function isValueOf(key: 'exchange' | 'symbol') {
  return (name: string) => partitionValue(key, name) !== undefined
}
