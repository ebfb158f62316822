import { MIB } from './megabytes'

const READING_INTERVAL_MS = 100
/** Given back by and by: so many readings in a row without a fall are the end of it. */
const STEADY_READINGS = 4
const MAX_READINGS = 20
/** Less is no fall. */
const NOISE_BYTES = MIB

/**
 * Resident memory once it has stopped falling, or after 2 s. Collections are done in steps and beside
 * other work: what they free goes back to the system over some hundred milliseconds.
 */
export async function settledBytes(
  residentBytes: () => number,
  wait: (ms: number) => Promise<void>,
): Promise<number> {
  let bytes = residentBytes()
  let lowestBytes = bytes
  for (let count = 0, steady = 0; count < MAX_READINGS && steady < STEADY_READINGS; count++) {
    await wait(READING_INTERVAL_MS)
    bytes = residentBytes()
    steady = bytes < lowestBytes - NOISE_BYTES ? 0 : steady + 1
    if (steady === 0) lowestBytes = bytes
  }
  return bytes
}
