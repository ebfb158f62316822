import type { MockLoaded } from '@/lib/protocol/mock-data'
import { grouped } from '../ui/number-format'
import type { Mark } from './json-rows'
import type { JsonScan } from './json-scan'
import type { BodyAnswer } from './mock-client'
import type { TextLines } from './text-lines'

/** A fault as the list names it. */
export interface ListedFault {
  path: string
  /** Both from 1. */
  line: number
  column: number
  mark: Mark
}

/** What came of a check or a load, in words. */
export interface Outcome {
  isSound: boolean
  words: string
  faults: readonly ListedFault[]
  /** Faults that the server counted but did not tell. */
  more: number
}

/** Nothing was even looked at. */
export function refusedOutcome(words: string): Outcome {
  return { isSound: false, words, faults: [], more: 0 }
}

/** The text is no JSON. */
export function syntaxOutcome(lines: TextLines, fault: Mark): Outcome {
  return {
    isSound: false,
    words: 'This is not JSON',
    faults: [listed('body', fault, lines)],
    more: 0,
  }
}

/** What the server made of it; `scan` knows where the faults stand. */
export function answeredOutcome(
  answer: BodyAnswer,
  wish: 'check' | 'load',
  lines: TextLines,
  scan: JsonScan,
): Outcome {
  if (answer.kind === 'refused') return refusedOutcome(answer.words)
  if (answer.kind === 'taken') {
    return { isSound: true, words: takenWords(answer.loaded, wish), faults: [], more: 0 }
  }
  const faults = answer.faults.map(({ path, message }) => {
    const span = scan.spanOf(path) ?? { start: 0, end: 0 }
    return listed(path === '' ? 'body' : path, { ...span, message }, lines)
  })
  const count = faults.length + answer.more
  const said = `${grouped(count)} ${count === 1 ? 'fault' : 'faults'}`
  const words = wish === 'check' ? said : `${said}, nothing was loaded`
  return { isSound: false, words, faults, more: answer.more }
}

function listed(path: string, mark: Mark, lines: TextLines): ListedFault {
  return { path, mark, line: lines.lineAt(mark.start), column: lines.columnAt(mark.start) }
}

function takenWords(loaded: MockLoaded, wish: 'check' | 'load'): string {
  const { opportunities, points } = loaded
  const pairs = `${grouped(opportunities)} ${opportunities === 1 ? 'opportunity' : 'opportunities'}`
  const said = `${pairs}, ${grouped(points)} ${points === 1 ? 'point' : 'points'}`
  const left = leftOutWords(loaded)
  return `${wish === 'check' ? 'Sound' : 'Loaded'}: ${said}${left === '' ? '' : `, ${left}`}`
}

/** `rejected crossed 12, no memory for 300 bars`; empty when nothing was left out. */
export function leftOutWords({
  rejected,
  dropped_bars,
}: Pick<MockLoaded, 'rejected' | 'dropped_bars'>): string {
  const quotes = rejectedWords(rejected)
  return [
    ...(quotes === '' ? [] : [`rejected ${quotes}`]),
    ...(dropped_bars === 0 ? [] : [`no memory for ${grouped(dropped_bars)} bars`]),
  ].join(', ')
}

/** `crossed 12, future 3`; empty when nothing was. */
function rejectedWords(rejected: Readonly<Record<string, number>>): string {
  return Object.entries(rejected)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${reason.replaceAll('_', ' ')} ${grouped(count)}`)
    .join(', ')
}
