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

const FULL = new Set<string | undefined>(['ENOSPC', 'EDQUOT'])

/** A draft cannot be written: a fault of the lake's own disk, not of the folder a file belongs in. */
export class DraftFault extends Error {
  readonly code: string | undefined

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.code = errorCode(cause)
  }
}

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

/** No other file can be written either; of any other fault only a trial tells. */
export function isOfFullDisk(error: unknown): boolean {
  return error instanceof DraftFault && FULL.has(error.code)
}
