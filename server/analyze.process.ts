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

// Ctrl-C reaches all processes of a terminal; the program says when this one ends.
process.on('SIGINT', () => {})
process.on('disconnect', () => process.exit(0))
process.on('message', (message) => worker.order(orderSchema.parse(message)))
