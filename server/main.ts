import type { Stop } from './serve'

/** As long as there is nothing to close. */
let stop: Stop = () => process.exit()
for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => stop(name))

// A program of its own: what it imports takes a second to load on a busy machine, and would be loaded
// before the first line here.
const { serve } = await import('./serve.js')
await serve((stopServer) => (stop = stopServer))
