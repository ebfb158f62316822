const EXIT_WRONG_OPTION = 2

/** What somebody asked for is not to be had; the message says so in a sentence. */
export class UsageError extends Error {}

/** @throws UsageError naming the first that is not `known` */
export function expectNames(given: readonly string[], known: readonly string[]): void {
  const unknown = given.find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new UsageError(`"${unknown}" is none of ${known.join(', ')}.`)
}

/**
 * The number that an option was given as text.
 *
 * @throws UsageError unless it `isSound`, as told by `wanted`: "a whole number above 0"
 */
export function readNumber(
  option: string,
  text: string,
  wanted: string,
  isSound: (value: number) => boolean,
): number {
  const value = text.trim() === '' ? NaN : Number(text)
  if (Number.isFinite(value) && isSound(value)) return value
  throw new UsageError(`${option} takes ${wanted}, not "${text}".`)
}

/**
 * What the command line asks for. Undefined: it was wrong, which has been said, with the usage and exit
 * code 2.
 */
export function readOrExplain<T>(usage: string, read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Error) || !isUsageError(error)) throw error
    process.stderr.write(`${error.message}\n${usage}`)
    process.exitCode = EXIT_WRONG_OPTION
    return undefined
  }
}

/** Those of `parseArgs` name the option. */
function isUsageError(error: Error): boolean {
  if (error instanceof UsageError) return true
  return 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
