/** User time of this process while `work` runs, nanoseconds: what others do on the machine is not in it. */
export function userNanoseconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  return process.cpuUsage(before).user * 1_000
}
