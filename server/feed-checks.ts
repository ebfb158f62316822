import { readOptions } from './aggregator/options'
import { ReplaySource } from './aggregator/replay-source'
import { StartError } from './aggregator/start-error'
import type { Settings } from './settings'

/** Each of these returns its faults, one sentence each. */

export function checkFeedArguments(args: readonly string[]): readonly string[] {
  const result = readOptions(args)
  return result.kind === 'faults' ? result.faults : []
}

/** Reads the recording as far as the aggregator does before it starts. */
export async function checkReplay(file: string | undefined): Promise<string[]> {
  // An empty name is a fault of the option already.
  if (file === undefined || file === '') return []
  try {
    const source = await ReplaySource.open({ path: file, speed: 1, loop: false, log: () => {} })
    await source.close()
    return []
  } catch (error) {
    if (error instanceof StartError) return [error.message]
    throw error
  }
}

export function checkFeed(settings: Settings, args: readonly string[]): string[] {
  const { AGGREGATOR_URL, DISABLE_WEBSOCKET_CLIENT } = settings
  if (args.length === 0 || (AGGREGATOR_URL === '' && !DISABLE_WEBSOCKET_CLIENT)) return []
  const cause = DISABLE_WEBSOCKET_CLIENT ? 'DISABLE_WEBSOCKET_CLIENT' : 'AGGREGATOR_URL'
  return [`${args[0]} is for the embedded aggregator, which ${cause} switches off.`]
}
