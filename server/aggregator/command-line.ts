import { parseArgs, type ParseArgsConfig } from 'node:util'

type OptionTable = NonNullable<ParseArgsConfig['options']>

/**
 * Reads the options of a command line that has nothing else. Every fault is found, one sentence
 * each; `values` are those of the options without one.
 */
export function readCommandLine<const Table extends OptionTable>(
  args: readonly string[],
  options: Table,
) {
  const faults = new Set<string>()
  const sound: string[] = []
  // Strict, it would stop at the first fault.
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true })
  let unknownAt = Number.NaN
  for (const token of tokens) {
    const text = args[token.index]!
    if (token.kind === 'positional') {
      // What follows an option that is not known may be its value.
      if (token.index === unknownAt + 1) continue
      faults.add(`Unexpected argument '${text}'; --help lists the options.`)
    } else if (token.kind === 'option') {
      const fault = optionFault(token, options[token.name]?.type)
      if (fault !== undefined) faults.add(fault)
      else sound.push(`--${token.name}${token.value === undefined ? '' : `=${token.value}`}`)
      if (!(token.name in options) && token.value === undefined) unknownAt = token.index
    }
  }
  const { values } = parseArgs({ args: sound, options, strict: true })
  return { values, faults: [...faults] }
}

interface OptionToken {
  readonly rawName: string
  readonly value: string | undefined
  readonly inlineValue: boolean | undefined
}

function optionFault(
  { rawName, value, inlineValue }: OptionToken,
  type: 'string' | 'boolean' | undefined,
): string | undefined {
  if (type === undefined) return `Unknown option '${rawName}'; --help lists the options.`
  if (type === 'boolean') {
    return value === undefined ? undefined : `${rawName} takes no value, not "${value}".`
  }
  if (value === undefined) return `${rawName} needs a value.`
  // `--replay --loop` was not meant to replay a file of that name.
  if (inlineValue !== true && value.startsWith('-')) {
    return `${rawName} needs a value; one that begins with a dash is written ${rawName}=${value}.`
  }
  return undefined
}
