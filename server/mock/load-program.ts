import { buffer } from 'node:stream/consumers'
import type { LoadSetup } from './load-message'
import { loadSet } from './load-set'
import { writeResult } from './result-file'

/** Reads a body from its standard input, writes what came of it to its standard output, and ends. */

const setup: LoadSetup = JSON.parse(process.argv[2] ?? '')
const body = await buffer(process.stdin)
writeResult(loadSet(body, setup), (bytes) => process.stdout.write(bytes))
