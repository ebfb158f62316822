/** Shorter stretches are sorted by insertion. */
const SMALL = 16

/**
 * Puts those of `rows` that stand at the places from..to - 1 of the order there, and leaves the others
 * in no order: who shows fifty of 28,000 need not sort them all. Rows are places in `keys`, of which
 * the first counts most, ascending; the last has no two values alike, and none may be NaN.
 */
export function orderRows(
  rows: Int32Array,
  keys: readonly Float64Array[],
  from: number,
  to: number,
): void {
  const halvings = Math.ceil(Math.log2(rows.length + 1))
  sortStretch(rows, keys, { from, to }, 0, rows.length, 2 * halvings)
}

interface Wanted {
  from: number
  to: number
}

/** `splits`: after so many bad luck has come together, and a sort without worst case takes over. */
function sortStretch(
  rows: Int32Array,
  keys: readonly Float64Array[],
  wanted: Wanted,
  low: number,
  high: number,
  splits: number,
): void {
  if (high <= wanted.from || low >= wanted.to) return
  if (high - low <= SMALL) return insertionSort(rows, keys, low, high)
  if (splits === 0) {
    rows.subarray(low, high).sort((a, b) => (isBefore(keys, a, b) ? -1 : 1))
    return
  }
  const middle = split(rows, keys, low, high)
  sortStretch(rows, keys, wanted, low, middle, splits - 1)
  sortStretch(rows, keys, wanted, middle, high, splits - 1)
}

/** Hoare's partition: no row of low..middle - 1 comes after one of middle..high - 1; neither is empty. */
function split(rows: Int32Array, keys: readonly Float64Array[], low: number, high: number): number {
  const pivot = medianOf(keys, rows[low]!, rows[(low + high) >>> 1]!, rows[high - 1]!)
  let left = low - 1
  let right = high
  for (;;) {
    do left++
    while (isBefore(keys, rows[left]!, pivot))
    do right--
    while (isBefore(keys, pivot, rows[right]!))
    if (left >= right) return Math.max(left, low + 1)
    const row = rows[left]!
    rows[left] = rows[right]!
    rows[right] = row
  }
}

function insertionSort(
  rows: Int32Array,
  keys: readonly Float64Array[],
  low: number,
  high: number,
): void {
  for (let next = low + 1; next < high; next++) {
    const row = rows[next]!
    let at = next
    while (at > low && isBefore(keys, row, rows[at - 1]!)) {
      rows[at] = rows[at - 1]!
      at--
    }
    rows[at] = row
  }
}

function medianOf(keys: readonly Float64Array[], a: number, b: number, c: number): number {
  if (isBefore(keys, a, b)) {
    if (isBefore(keys, b, c)) return b
    return isBefore(keys, a, c) ? c : a
  }
  if (isBefore(keys, a, c)) return a
  return isBefore(keys, b, c) ? c : b
}

function isBefore(keys: readonly Float64Array[], a: number, b: number): boolean {
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at]!
    const one = key[a]!
    const other = key[b]!
    if (one !== other) return one < other
  }
  return false
}
