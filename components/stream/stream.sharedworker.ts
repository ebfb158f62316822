/// <reference lib="webworker" />
import { openFetchStream } from './open-fetch-stream'
import { serveWorkerPort } from './serve-worker-port'
import { StreamExchange } from './stream-exchange'

/** Entry of the shared worker: one exchange for all tabs of the browser. */
const exchange = new StreamExchange(openFetchStream)

addEventListener('connect', (event) => {
  const port = event instanceof MessageEvent ? event.ports[0] : undefined
  if (port !== undefined) serveWorkerPort(port, exchange)
})
