import type { ScreenedPair } from './screener-message'

/** A pair and the parts of its identity, upper case. */
export interface BookedPair extends ScreenedPair {
  readonly identity: string
  readonly symbolKey: string
  readonly exchange1Key: string
  readonly exchange2Key: string
}
