import { type Measured, named, ratios, valuesOf } from './interleave'
import { median, spreadText } from './median'
import { markdownTable, printTable } from './table'

export interface Column<Figure extends string> {
  readonly figure: Figure
  /** With its unit. */
  readonly head: string
  readonly digits: number
}

/**
 * What is wanted of a figure. `below`: the limit itself is not enough. Both are judged by the median;
 * `none`: 0 in each run.
 */
export type Wanted = { readonly atLeast: number } | { readonly below: number } | 'none'

interface Target {
  readonly text: string
  readonly wanted: string
  readonly value: string
  readonly isMet: boolean
}

/** What a benchmark found out: printed at once, and kept as the text of bench/RESULTS.md. */
export class Report {
  readonly #blocks: string[] = []
  readonly #targets: Target[] = []

  text(line: string): void {
    console.log(`\n${line}`)
    this.#blocks.push(line)
  }

  table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
    printTable(heads, rows)
    this.#blocks.push(markdownTable(heads, rows))
  }

  /** Median, lowest and highest of each figure; of `ratioOf` the ratio to each baseline as well. */
  measured<Figure extends string>(
    measured: readonly Measured<Figure>[],
    columns: readonly Column<Figure>[],
    ratio?: { readonly of: Figure; readonly to: readonly string[] },
  ): void {
    const baselines = ratio?.to.map((name) => named(measured, name)) ?? []
    this.table(
      ['', ...columns.map(({ head }) => head), ...baselines.map(({ name }) => `x ${name}`)],
      measured.map((one) => [
        one.name,
        ...columns.map(({ figure, digits }) => spreadText(valuesOf(one, figure), digits)),
        ...baselines.map((baseline) =>
          ratio === undefined ? '' : spreadText(ratios(one, baseline, ratio.of), 2),
        ),
      ]),
    )
  }

  /** NaN is missed. */
  target(text: string, wanted: Wanted, values: readonly number[], digits = 2): void {
    const target = {
      ...{ text, wanted: wantedText(wanted), value: spreadText(values, digits) },
      isMet: isMet(wanted, values),
    }
    this.#targets.push(target)
    const verdict = target.isMet ? 'met' : 'MISSED'
    console.log(`  ${verdict}: ${text}: ${target.value}, wanted ${target.wanted}`)
  }

  /** As Markdown; empty when nothing was reported. */
  markdown(): string {
    if (this.#targets.length === 0) return this.#blocks.join('\n\n')
    const rows = this.#targets.map(({ text, wanted, value, isMet }) => [
      ...[text, wanted, value],
      isMet ? 'met' : '**missed**',
    ])
    return [...this.#blocks, markdownTable(['target', 'wanted', 'measured', ''], rows)].join('\n\n')
  }
}

function isMet(wanted: Wanted, values: readonly number[]): boolean {
  if (wanted === 'none') return values.length > 0 && values.every((value) => value === 0)
  const value = median(values)
  return 'atLeast' in wanted ? value >= wanted.atLeast : value < wanted.below
}

function wantedText(wanted: Wanted): string {
  if (wanted === 'none') return 'none in any run'
  const text = (limit: number) => limit.toLocaleString('en-US')
  return 'atLeast' in wanted ? `at least ${text(wanted.atLeast)}` : `below ${text(wanted.below)}`
}
