const WORDS = new Map<string, string>([
  ['ENOSPC', 'no space is left'],
  ['EDQUOT', 'the quota is used up'],
  ['EROFS', 'the file system is read-only'],
  ['EACCES', 'it may not be written'],
  ['EPERM', 'it may not be written'],
  ['EIO', 'the disk reports an error'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open'],
])

/** Something else is where a folder should be: not the disk's fault. */
const OF_ONE_FILE = new Set(['ENOTDIR', 'EEXIST', 'EISDIR', 'ELOOP', 'ENAMETOOLONG', 'EINVAL'])

export function errorCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}

/** Why nothing can be written, in words. */
export function diskReason(error: unknown): string {
  const code = errorCode(error)
  const words = WORDS.get(code ?? '')
  if (words !== undefined) return `${words} (${code})`
  return error instanceof Error ? error.message : String(error)
}

/** Whether the next file may well be written; what has no code does not come of the file system. */
export function isOfOneFile(error: unknown): boolean {
  const code = errorCode(error)
  return code === undefined || OF_ONE_FILE.has(code)
}
