const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `19 Nov` of epoch milliseconds, UTC. */
export function dayOf(epochMs: number): string {
  const date = new Date(epochMs)
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`
}
