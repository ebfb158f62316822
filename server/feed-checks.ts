import { accessSync, constants } from 'node:fs'
import { readOptions } from './aggregator/options'
import type { Settings } from './settings'

/** Each of these returns its faults, one sentence each. */

export function checkFeedArguments(args: readonly string[], replay: string | undefined): string[] {
  const result = readOptions(args)
  const faults = result.kind === 'faults' ? [...result.faults] : []
  try {
    if (replay !== undefined) accessSync(replay, constants.R_OK)
  } catch {
    faults.push(`--replay "${replay}" cannot be read.`)
  }
  return faults
}

export function checkFeed(settings: Settings, args: readonly string[]): string[] {
  const { AGGREGATOR_URL, DISABLE_WEBSOCKET_CLIENT } = settings
  if (args.length === 0 || (AGGREGATOR_URL === '' && !DISABLE_WEBSOCKET_CLIENT)) return []
  const cause = DISABLE_WEBSOCKET_CLIENT ? 'DISABLE_WEBSOCKET_CLIENT' : 'AGGREGATOR_URL'
  return [`${args[0]} is for the embedded aggregator, which ${cause} switches off.`]
}
