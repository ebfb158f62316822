export interface SoakOptions {
  /** Folder of the bundled programs. */
  programs: string
  /** How long the load lasts; undefined: a few seconds, with less of it, as in `npm test`. */
  minutes: number | undefined
}

/** What a scenario measured, and what it found wrong. */
export interface SoakReport {
  figures: Readonly<Record<string, string | number>>
  faults: readonly string[]
}

/** One of `npm run soak`. */
export interface Scenario {
  readonly name: string
  run(options: SoakOptions): Promise<SoakReport>
}

/** Collects what a scenario finds. */
export class Findings implements SoakReport {
  readonly figures: Record<string, string | number> = {}
  readonly faults: string[] = []

  /** A fault unless `holds`. */
  expect(holds: boolean, fault: string): void {
    if (!holds) this.faults.push(fault)
  }
}

const MIB = 1024 * 1024

export function mib(bytes: number): number {
  return Math.round((bytes / MIB) * 10) / 10
}
