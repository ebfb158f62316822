import { FileFault, type FooterCache } from './footer-cache'
import { inBatches } from './in-batches'

/** Rows and bytes by the footers; files without one that can be read count for nothing. */
export async function countRows(files: readonly string[], footers: FooterCache) {
  const total = { rows: 0, bytes: 0 }
  const look = (file: string) => footers.read(file).catch(noFooter)
  for await (const footer of inBatches(files, look)) {
    total.rows += footer?.rows ?? 0
    total.bytes += footer?.bytes ?? 0
  }
  return total
}

function noFooter(error: unknown): undefined {
  if (!(error instanceof FileFault)) throw error
}
