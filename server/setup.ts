import type { Config } from './config'
import type { Lifecycle } from './lifecycle'
import type { Log } from './log'

/** What every part of the server is opened with. */
export interface Setup {
  config: Config
  log: Log
  /** Folder of the bundled programs. */
  programs: string
  /** The project's folder. */
  root: string
  /** Whatever is opened registers how it is closed. */
  life: Lifecycle
}
