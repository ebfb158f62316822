/** One way of doing what is measured: ours, or a baseline. */
export interface Way<Figure extends string> {
  readonly name: string
  /** Once, from nothing; units stand in the names of the figures. */
  measure(): Promise<Readonly<Record<Figure, number>>>
}

/** What every run of a way came to, in the order of the runs. */
export interface Measured<Figure extends string> {
  readonly name: string
  readonly runs: readonly Readonly<Record<Figure, number>>[]
}

/**
 * Measures all ways after each other, as often as asked: what else the machine does meanwhile comes
 * upon all of them, so that their ratio in a run says more than their times. Each run begins with
 * the next way, so that none always stands behind the same other.
 */
export async function interleave<Figure extends string>(
  ways: readonly Way<Figure>[],
  runs: number,
): Promise<Measured<Figure>[]> {
  const measured = ways.map(({ name }) => ({ name, runs: [] as Record<Figure, number>[] }))
  for (let run = 0; run < runs; run++) {
    for (let turn = 0; turn < ways.length; turn++) {
      const at = (run + turn) % ways.length
      console.log(`  run ${run + 1} of ${runs}: ${ways[at]!.name}`)
      measured[at]!.runs.push(await ways[at]!.measure())
    }
  }
  return measured
}

/** @throws RangeError when nothing of that name was measured */
export function named<Figure extends string>(
  measured: readonly Measured<Figure>[],
  name: string,
): Measured<Figure> {
  const found = measured.find((one) => one.name === name)
  if (found === undefined) throw new RangeError(`bench: nothing named ${name} was measured`)
  return found
}

export function valuesOf<Figure extends string>(
  { runs }: Measured<Figure>,
  figure: Figure,
): number[] {
  return runs.map((run) => run[figure])
}

/** Of a figure, run by run: how many times that of the baseline in the same run. */
export function ratios<Figure extends string>(
  measured: Measured<Figure>,
  baseline: Measured<Figure>,
  figure: Figure,
): number[] {
  return measured.runs.map((run, at) => run[figure] / (baseline.runs[at]?.[figure] ?? NaN))
}
