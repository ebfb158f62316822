/** What Enter takes: the item one went to as long as it is listed, else the first; '' when none is. */
export function chosenOf(ids: readonly string[], wanted: string): string {
  return ids.includes(wanted) ? wanted : (ids[0] ?? '')
}
