import { analysisSchema, orderSchema } from './analyzer/analyzer-message'
import { AnalyzerWorker } from './analyzer/analyzer-worker'
import { Lake } from './lake/lake'

/** The process that reads and analyses pairs; started by `analyze.ts`. */

const analysis = analysisSchema.parse(JSON.parse(process.argv[2] ?? ''))
const worker = new AnalyzerWorker({
  lake: new Lake({ root: analysis.lakeDir }),
  analysis,
  report: (report) => process.send?.(report),
})

// Ctrl-C and the end of a terminal reach all of its processes; the program says when this one ends.
for (const signal of ['SIGHUP', 'SIGINT'] as const) process.on(signal, () => {})
process.on('disconnect', () => process.exit(0))
process.on('message', (message) => worker.order(orderSchema.parse(message)))
