import type { Dirent } from 'node:fs'
import { readdir, realpath } from 'node:fs/promises'
import path from 'node:path'
import { isSpreadsFile } from '@/lib/lake/partition'

/** A folder of the lake: made of names that the file system listed, never of a caller's text. */
export interface LakeFolder {
  /** Absolute, without links. */
  readonly path: string
  readonly name: string
}

/** The lake itself without links on the way to it; undefined when there is none. */
export async function openRoot(root: string): Promise<LakeFolder | undefined> {
  try {
    const real = await realpath(root)
    return { path: real, name: path.basename(real) }
  } catch {
    return undefined
  }
}

/** The folders in a folder, by name; links are none. Empty when it is gone or may not be read. */
export async function foldersIn(folder: LakeFolder): Promise<LakeFolder[]> {
  const entries = await entriesOf(folder)
  return (entries ?? [])
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ path: path.join(folder.path, name), name }))
}

/** What a folder holds, by name; undefined when it is gone, may not be read, or is reached by a link. */
export async function entriesOf(folder: LakeFolder): Promise<Dirent[] | undefined> {
  try {
    const entries = await readdir(folder.path, { withFileTypes: true })
    // A folder above it may have become a link since it was listed.
    if ((await realpath(folder.path)) !== folder.path) return undefined
    return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    return undefined
  }
}

/** Files of quotes in a folder, by name; also those that will turn out to be none. */
export async function spreadsIn(folder: LakeFolder): Promise<string[]> {
  const entries = (await entriesOf(folder)) ?? []
  return entries
    .filter((entry) => entry.isFile() && isSpreadsFile(entry.name))
    .map(({ name }) => path.join(folder.path, name))
}
