import { EVERYTHING, type Fault } from './fault-board'
import { FAULT_KINDS, FAULT_VALUES, faultValueProblem, isQuoteFault } from './fault-kind'

/** Reads `TARGET:KIND` or `TARGET:KIND=VALUE`; a text says what is wrong with it, in one sentence. */
export function readFaultOption(text: string): Fault | string {
  const match = /^([^:]+):([a-z-]+)(?:=(.+))?$/.exec(text)
  const kind = FAULT_KINDS.find((known) => known === match?.[2])
  if (match === null || kind === undefined) {
    const kinds = FAULT_KINDS.join(', ')
    return `--fault must be TARGET:KIND or TARGET:KIND=VALUE with a KIND of ${kinds}, not "${text}".`
  }
  const target = match[1]!
  if (!isQuoteFault(kind) && target !== EVERYTHING) {
    return `--fault "${text}": ${kind} is a fault of the whole feed, write *:${kind}.`
  }
  const value = match[3] === undefined ? FAULT_VALUES[kind].usual : Number(match[3])
  const problem =
    FAULT_VALUES[kind].unit === undefined && match[3] === undefined
      ? undefined
      : faultValueProblem(kind, value)
  return problem === undefined ? { target, kind, value } : `--fault "${text}": ${problem}.`
}
