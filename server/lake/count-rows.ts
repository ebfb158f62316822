import { FileFault, type FooterCache } from './footer-cache'
import { inBatches } from './in-batches'
import { withoutReplaced, type FileWithFooter } from './without-replaced'

/** Rows and bytes by the footers; files without one that can be read count for nothing. */
export async function countRows(
  files: readonly string[],
  footers: FooterCache,
  signal?: AbortSignal,
) {
  const total = { rows: 0, bytes: 0 }
  const found: FileWithFooter[] = []
  const look = (file: string) => ({ path: file, footer: footers.tryRead(file) })
  for await (const { path, footer } of inBatches(files, look, signal)) {
    if (!(footer instanceof FileFault)) found.push({ path, footer })
  }
  for (const { footer } of withoutReplaced(found)) {
    total.rows += footer.rows
    total.bytes += footer.bytes
  }
  return total
}
