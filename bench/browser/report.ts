import { percentile } from '../suite/percentile'
import { LEAST_EVENT_MS } from './page-timings'
import type { Interaction } from './interactions'
import type { PageFigures } from './measure-page'
import { printTable } from '../suite/table'

/** Issue "The trader's desk": in Chromium at a 4x slow-down with 2,000 live pairs. */
const TARGETS = {
  interactionMs: 200,
  screenerMiBPerMinute: 3,
  longTaskMs: 50,
  /** Of the heap at the end against the start. */
  heapRatio: 1.1,
} as const

/** Prints what was measured of all pages, then every target that was missed. */
export function printReport(pages: readonly PageFigures[]): void {
  console.log(
    `\nInteraction to next paint, ms (target: p98 under ${TARGETS.interactionMs}); ` +
      `the browser tells steps of 8, nothing below ${LEAST_EVENT_MS}`,
  )
  printTable(
    ['page', 'times', 'p50', 'p98', 'worst', 'waited', 'handled', 'painted'],
    pages.flatMap(({ name, interactions }) => [
      interactionRow(name, interactions),
      ...kindsOf(interactions).map(([title, some]) => interactionRow(`  ${title}`, some)),
    ]),
  )
  console.log(
    `\nMain thread (target: no task above ${TARGETS.longTaskMs} ms) and frames while scrolling`,
  )
  printTable(
    [
      ...['page', 'busy', 'long, 20 s', 'worst ms'],
      ...['scrolling: long', 'worst ms', 'frame p50', 'p98', 'worst'],
    ],
    pages.map(({ name, watching, scrolling }) => [
      name,
      `${Math.round(watching.busyShare * 100)} %`,
      ...tasks(watching.longTasksMs),
      ...tasks(scrolling.longTasksMs),
      ...[0.5, 0.98, 1].map((rank) => percentile(scrolling.gapsMs, rank).toFixed(0)),
    ]),
  )
  console.log(
    `\nOver the wire, MiB a minute, heads included (target: screener under ${TARGETS.screenerMiBPerMinute})`,
  )
  printTable(
    ['page', 'to the browser', 'from it'],
    pages.map(({ name, watching }) => [
      name,
      watching.downMiBPerMinute.toFixed(2),
      watching.upMiBPerMinute.toFixed(2),
    ]),
  )
  console.log('\nAfter collection, at the start, in the middle and at the end (target: flat)')
  printTable(
    ['page', 'heap MiB', 'DOM nodes', 'listeners'],
    pages.map(({ name, heaps }) => [
      name,
      heaps.map(({ heapMiB }) => heapMiB.toFixed(1)).join(' > '),
      heaps.map(({ nodes }) => nodes).join(' > '),
      heaps.map(({ listeners }) => listeners).join(' > '),
    ]),
  )
  const missed = pages.flatMap(missedTargets)
  console.log(missed.length === 0 ? '\nAll targets were met.' : '')
  for (const text of missed) console.log(`MISSED: ${text}`)
}

function interactionRow(title: string, interactions: readonly Interaction[]): (string | number)[] {
  const durations = interactions.map(({ durationMs }) => durationMs)
  const worst = interactions.reduce<Interaction | undefined>(
    (most, each) => (most !== undefined && most.durationMs >= each.durationMs ? most : each),
    undefined,
  )
  const { timing } = worst ?? {}
  const painted = timing && timing.durationMs - timing.waitedMs - timing.handledMs
  return [
    title,
    durations.length,
    ...[0.5, 0.98, 1].map((rank) => percentile(durations, rank)),
    ...[timing?.waitedMs, timing?.handledMs, painted].map((ms) => ms?.toFixed(0) ?? ''),
  ]
}

function kindsOf(interactions: readonly Interaction[]): [string, Interaction[]][] {
  const kinds = new Map<string, Interaction[]>()
  for (const each of interactions) {
    kinds.set(each.title, [...(kinds.get(each.title) ?? []), each])
  }
  return [...kinds]
}

function tasks(longTasksMs: readonly number[]): (string | number)[] {
  return [longTasksMs.length, longTasksMs.length === 0 ? '' : Math.max(...longTasksMs).toFixed(0)]
}

function missedTargets(figures: PageFigures): string[] {
  const { name, interactions, watching, scrolling, heaps, complaints } = figures
  const missed: string[] = []
  const p98 = percentile(
    interactions.map(({ durationMs }) => durationMs),
    0.98,
  )
  if (!(p98 < TARGETS.interactionMs)) missed.push(`${name}: interaction to next paint ${p98} ms`)
  const long = [...watching.longTasksMs, ...scrolling.longTasksMs]
  if (long.length > 0) {
    missed.push(`${name}: ${long.length} long tasks, worst ${Math.max(...long).toFixed(0)} ms`)
  }
  const { downMiBPerMinute, upMiBPerMinute } = watching
  const wire = downMiBPerMinute + upMiBPerMinute
  if (name === 'screener' && !(wire < TARGETS.screenerMiBPerMinute)) {
    missed.push(`${name}: ${wire.toFixed(2)} MiB a minute both ways`)
  }
  const [first, last] = [heaps.at(0), heaps.at(-1)]
  if (first === undefined || last === undefined) return missed
  for (const key of ['heapMiB', 'nodes', 'listeners'] as const) {
    if (last[key] <= first[key] * TARGETS.heapRatio) continue
    missed.push(`${name}: ${key} from ${first[key].toFixed(1)} to ${last[key].toFixed(1)}`)
  }
  for (const complaint of complaints) missed.push(`${name}: ${complaint}`)
  return missed
}
