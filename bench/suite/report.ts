import { type Measured, named, ratios, valuesOf } from './interleave'
import { median, spreadText } from './median'
import { markdownTable, printTable } from './table'

export interface Column<Figure extends string> {
  readonly figure: Figure
  /** With its unit. */
  readonly head: string
  readonly digits: number
}

/** What is wanted of a figure; the limits themselves are not enough. */
export type Wanted = { readonly atLeast: number } | { readonly below: number }

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

  /** Judged by the median; NaN is missed. */
  target(text: string, wanted: Wanted, values: readonly number[], digits = 2): void {
    const value = median(values)
    const isMet = 'atLeast' in wanted ? value >= wanted.atLeast : value < wanted.below
    const wantedText = 'atLeast' in wanted ? `at least ${wanted.atLeast}` : `below ${wanted.below}`
    const target = { text, wanted: wantedText, value: spreadText(values, digits), isMet }
    this.#targets.push(target)
    console.log(`  ${isMet ? 'met' : 'MISSED'}: ${text}: ${target.value}, wanted ${wantedText}`)
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
