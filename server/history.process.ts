import { parseArgs } from 'node:util'
import { CollectionReports } from '@/lib/lake/collection-reports'
import { EXIT_MEMORY, orderSchema, type Report } from './history/history-message'
import { HistoryWorker } from './history/history-worker'
import { Lake } from './lake/lake'
import { collectGarbage } from './memory/collect-garbage'

/**
 * The process that reads the lake. What polars takes goes back to the system with it, and nothing
 * that happens to it harms the live system.
 */
const MIB = 1024 * 1024
const WATCH_MS = 500

const { values } = parseArgs({
  options: {
    lake: { type: 'string', default: '' },
    'tolerance-ms': { type: 'string', default: '2000' },
    'memory-mb': { type: 'string', default: '512' },
  },
})
const memoryBytes = Number(values['memory-mb']) * MIB

const report = (told: Report, onSent = () => {}) => process.send?.(told, undefined, {}, onSent)
const collections = new CollectionReports(report)
const worker = new HistoryWorker({
  lake: new Lake({ root: values.lake, watch: collections, freeMemory: collectGarbage }),
  collections,
  toleranceMs: Number(values['tolerance-ms']),
  report: (told) => report(told),
})

// Ctrl-C reaches all processes of a terminal; the server says when this one ends.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.on('disconnect', () => process.exit(0))
process.on('message', (message) => worker.order(orderSchema.parse(message)))

setInterval(() => {
  // The server may have gone while this was being loaded, before anybody listened.
  if (!process.connected) process.exit(0)
  if (process.memoryUsage.rss() > memoryBytes) process.exit(EXIT_MEMORY)
}, WATCH_MS)
