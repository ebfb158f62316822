import { mkdtempSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import path from 'node:path'
import { descendantsOf } from './process-figures'

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const

/**
 * Gives this process a temporary folder of its own that goes with it. When it is told to end, all that it
 * has started ends first.
 */
export function leaveNothing(): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
  process.env['TMPDIR'] = folder
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }))
  for (const signal of SIGNALS) {
    // Before those that libraries add when they are loaded: Perspective's ends this process at once.
    process.prependOnceListener(signal, () => {
      for (const pid of descendantsOf(process.pid)) kill(pid)
      process.exit(128 + constants.signals[signal])
    })
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
