import { axisFigure } from './axis-figure'

/** CSS pixels between lines of the grid. */
const VALUE_LINE_DISTANCE = 34
const TIME_LINE_DISTANCE = 84
const TIME_STEPS_SECONDS = [
  10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400,
  2 * 86_400, 7 * 86_400, 14 * 86_400, 28 * 86_400, 91 * 86_400, 364 * 86_400,
] // prettier-ignore

/** Round values from `low` to `high`, so many that they stand about 34 pixels apart. */
export function valueTicks(
  low: number,
  high: number,
  height: number,
): { values: number[]; step: number } {
  const step = niceStep((high - low) / Math.max(2, height / VALUE_LINE_DISTANCE))
  const values: number[] = []
  for (let index = Math.ceil(low / step); index * step <= high; index++) values.push(index * step)
  return { values, step }
}

/** The labels of a grid's lines. Lines nearer to each other than the digits tell share one label. */
export function tickLabels(
  values: readonly number[],
  step: number,
  digits: number,
): { value: number; label: string }[] {
  const labels = values.map((value) => ({ value, label: tickLabel(value, step, digits) }))
  return labels.filter(({ label }, index) => label !== labels[index - 1]?.label)
}

/** `+0.2`; zero has no sign and no digits. */
export function tickLabel(value: number, step: number, digits: number): string {
  if (Math.abs(value) < step / 1_000) return '\u20070'
  const needed = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  const isQuarter = Math.abs(step / 10 ** Math.floor(Math.log10(step) + 1e-9) - 2.5) < 1e-6
  return axisFigure(value, Math.min(digits, needed + (isQuarter ? 1 : 0)))
}

/** Round times (epoch seconds) from `from` to `to` that stand far enough apart for their words. */
export function timeTicks(
  from: number,
  to: number,
  width: number,
): { times: number[]; step: number } {
  const isFar = (seconds: number) => (seconds / (to - from)) * width > TIME_LINE_DISTANCE
  const step = TIME_STEPS_SECONDS.find(isFar) ?? TIME_STEPS_SECONDS.at(-1)!
  const times: number[] = []
  for (let time = Math.ceil(from / step) * step; time <= to; time += step) times.push(time)
  return { times, step }
}

/** The next of 1, 2, 2.5, 5, 10 times a power of ten. */
function niceStep(raw: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(raw))
  const factor = [1, 2, 2.5, 5, 10].find((each) => raw / magnitude <= each + 1e-9) ?? 10
  return factor * magnitude
}
