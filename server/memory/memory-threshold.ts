import { MIB } from './megabytes'

/** The rest is for what is counted with the container beside us: the aggregator, cached files. */
const CONTAINER_SHARE = 0.8

/**
 * MiB of resident memory above which the guard acts: what is configured, or 80 % of what the
 * container allows if that is lower. `containerBytes` as `process.constrainedMemory()` gives it: 0 is
 * not known, and without a limit it is more than any machine has.
 */
export function memoryThresholdMb(configuredMb: number, containerBytes: number): number {
  if (!(containerBytes > 0)) return configuredMb
  return Math.min(configuredMb, Math.floor((containerBytes / MIB) * CONTAINER_SHARE))
}
