import type { Benchmark } from './benchmark'
import * as engine from './engine'
import * as history from './history'
import * as ingest from './ingest'
import { describeMachine } from './machine'
import * as memory from './memory'
import * as screener from './screener'
import * as stream from './stream'

// Each module is a benchmark: `import * as ingest from './ingest'`, then a place in this list.
const BENCHMARKS: readonly Benchmark[] = [engine, memory, ingest, stream, history, screener]

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !BENCHMARKS.some((benchmark) => benchmark.name === name))
if (unknown.length > 0) {
  const names = BENCHMARKS.map((benchmark) => benchmark.name).join(', ')
  console.error(`bench: no benchmark ${unknown.join(', ')}; there are ${names}`)
  process.exit(2)
}

console.log(describeMachine())
for (const benchmark of BENCHMARKS) {
  if (wanted.length > 0 && !wanted.includes(benchmark.name)) continue
  console.log(`\n${benchmark.name}`)
  await benchmark.run()
}
