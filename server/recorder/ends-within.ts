/** Whether all of `works` end within so many milliseconds. Rejects when one of them does before. */
export async function endsWithin(
  works: Iterable<Promise<unknown>>,
  timeoutMs: number,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs)
  })
  const ended = Promise.all(works).then(() => true)
  const isInTime = await Promise.race([ended, late])
  clearTimeout(timer)
  return isInTime
}
