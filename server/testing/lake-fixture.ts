import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { tickTime } from '@/lib/lake/lake-time'
import { hourFolder, lakeFileName } from '@/lib/lake/partition'
import { spreadFile } from './spread-file'

export type FixtureQuote = readonly [timeMs: number, bid: number, ask: number]

/** A lake in a temporary folder; gone when disposed of. */
export class LakeFixture implements AsyncDisposable {
  readonly root: string
  /** What goes with it. */
  readonly #parent: string
  #duck: DuckDBConnection | undefined

  private constructor(parent: string, root: string) {
    this.#parent = parent
    this.root = root
  }

  /** In a folder given, or in a new one in which there is nothing else. */
  static async make(folder?: string): Promise<LakeFixture> {
    const parent = folder ?? (await realpath(await mkdtemp(path.join(os.tmpdir(), 'lake-'))))
    const root = path.join(parent, 'lake')
    await mkdir(root, { recursive: true })
    return new LakeFixture(parent, root)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#duck?.closeSync()
    await rm(this.#parent, { recursive: true, force: true })
  }

  /** A folder around the lake, for what must not be found. */
  get outside(): string {
    return this.#parent
  }

  /** Quotes as the C# program writes them, in one file named for the first; its relative name. */
  async write(exchange: string, symbol: string, quotes: readonly FixtureQuote[]): Promise<string> {
    const column = (at: 0 | 1 | 2) => Float64Array.from(quotes, (quote) => quote[at])
    const [timeMs, bid, ask] = [column(0), column(1), column(2)]
    const spreadPercentage = bid.map((price, row) => Number((ask[row]! - price).toFixed(6)))
    const [minVolume, maxVolume] = [bid.map(() => 3e6), bid.map(() => 1e9)]
    const rows = { timeMs, bid, ask, spreadPercentage, minVolume, maxVolume }
    return this.put(
      this.fileFor(exchange, symbol, timeMs[0]!),
      spreadFile({ exchange, symbol, ...rows }),
    )
  }

  /** The relative name of a file whose first row has this time. */
  fileFor(exchange: string, symbol: string, timeMs: number): string {
    const { wholeMs, ticks } = tickTime(timeMs)
    return `${hourFolder(exchange, symbol, wholeMs)}/${lakeFileName('spreads', wholeMs, ticks)}`
  }

  /** A file of any content; the relative name again. */
  async put(name: string, content: Uint8Array | string): Promise<string> {
    const file = this.path(name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, content)
    return name
  }

  /** What DuckDB selects, as one file; the relative name again. */
  async select(name: string, query: string): Promise<string> {
    const file = this.path(name)
    await mkdir(path.dirname(file), { recursive: true })
    await (await this.duck()).run(`COPY (${query}) TO '${file}' (FORMAT parquet)`)
    return name
  }

  async duck(): Promise<DuckDBConnection> {
    this.#duck ??= await (await DuckDBInstance.create()).connect()
    return this.#duck
  }

  path(name: string): string {
    return path.join(this.root, name)
  }
}
