import type { ChartForm, ChartPart, ChartReply } from './chart-message'

export interface EncodedChart {
  readonly stamp: string
  readonly bytes: Uint8Array
}

interface Punctuation {
  before: string
  /** Between two charts. */
  between: string
  after: string
}

const PUNCTUATION: Record<ChartForm, Punctuation> = {
  array: { before: '[', between: ',', after: ']' },
  lines: { before: '', between: '\n', after: '\n' },
  objects: { before: '', between: '', after: '' },
}

/** One buffer of its own, so that it can be transferred, of as many charts as it may hold. */
export function joinCharts(
  charts: Iterable<EncodedChart & { place: number }>,
  form: ChartForm,
  maxBytes: number,
): Omit<ChartReply, 'stamp'> {
  const { before, between, after } = PUNCTUATION[form]
  const pieces: { at: number; bytes: Uint8Array }[] = []
  const parts: ChartPart[] = []
  let end = before.length
  let leftOut = 0
  for (const { place, stamp, bytes } of charts) {
    const from = end + (parts.length === 0 ? 0 : between.length)
    const to = from + bytes.length
    // Once one is left out all that follow are: those wanted most come first.
    if (leftOut > 0 || to + after.length > maxBytes) {
      leftOut++
      continue
    }
    pieces.push({ at: from, bytes })
    parts.push({ place, stamp, from, to })
    end = to
  }
  const isBlank = form === 'lines' && parts.length === 0
  const joined = Buffer.from(new ArrayBuffer(isBlank ? 0 : end + after.length))
  if (isBlank) return { bytes: joined, parts, leftOut }
  joined.write(before)
  for (const [index, { at, bytes }] of pieces.entries()) {
    if (index > 0) joined.write(between, at - between.length)
    joined.set(bytes, at)
  }
  joined.write(after, end)
  return { bytes: joined, parts, leftOut }
}
