import { createHash } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import os from 'node:os'

/** Where numbers of processes mean the same: a machine, and on it a container. 12 hex digits. */
const PLACE = createHash('sha256')
  .update(`${os.hostname()} ${pidNamespace()}`)
  .digest('hex')
  .slice(0, 12)

/** What tells a process from any other, also from a later one that got its number. */
export interface ProcessMark {
  readonly place: string
  readonly pid: number
  /** When it began, in the kernel's clock ticks since it was started; '' where nobody tells. */
  readonly start: string
}

export function ownMark(): ProcessMark {
  return { place: PLACE, pid: process.pid, start: startOf(process.pid) }
}

/** Undefined: it is of another machine or container, where it cannot be asked for. */
export function isRunning({ place, pid, start }: ProcessMark): boolean | undefined {
  if (place !== PLACE) return undefined
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Of another user it may not be signalled, but it is there.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
  }
  const found = startOf(pid)
  // Where it is hidden, the number must do.
  return found === '' || start === '' || found === start
}

/** Field 22 of /proc/PID/stat; the second may hold blanks and brackets. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return ''
  }
}
