export const MIB = 1024 * 1024

/** As the log writes memory: MiB with one decimal, `234.5MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / MIB).toFixed(1)}MB`
}
