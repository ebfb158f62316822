import { CollectionReports } from '@/lib/lake/collection-reports'
import { analysisSchema, orderSchema, type Report } from './analyzer/analyzer-message'
import { AnalyzerWorker } from './analyzer/analyzer-worker'
import { Lake } from './lake/lake'
import { collectGarbage } from './memory/collect-garbage'

/** The process that reads and analyses pairs; started by `analyze.ts`. */

const analysis = analysisSchema.parse(JSON.parse(process.argv[2] ?? ''))
const report = (told: Report, onSent = () => {}) => process.send?.(told, undefined, {}, onSent)
const collections = new CollectionReports(report)
const worker = new AnalyzerWorker({
  lake: new Lake({ root: analysis.lakeDir, watch: collections, freeMemory: collectGarbage }),
  collections,
  analysis,
  report: (told) => report(told),
})

// Ctrl-C and the end of a terminal reach all of its processes; the program says when this one ends.
for (const signal of ['SIGHUP', 'SIGINT'] as const) process.on(signal, () => {})
process.on('disconnect', () => process.exit(0))
process.on('message', (message) => worker.order(orderSchema.parse(message)))
