import { hasLocks, holdLifeLock, onLifeLockFree } from './life-lock'
import { openFetchStream } from './open-fetch-stream'
import { StreamExchange } from './stream-exchange'
import { MISSED_PINGS, PING_MS, toTabSchema, type ToTab, type ToWorker } from './tab-messages'

/** The way of a tab to the exchange. */
export interface ExchangeLink {
  send(message: ToWorker): void
  close(): void
}

export interface ExchangeEvents {
  onMessage: (message: Exclude<ToTab, { type: 'ping' | 'worker' }>) => void
  /** A new exchange stands at the other end and knows nothing: tell it what is wanted. */
  onConnect: () => void
}

/**
 * Connects to the exchange in the shared worker, and to a new one when that dies; where there is no
 * SharedWorker, to one in this page.
 */
export function connectExchange(workerAddress: string, events: ExchangeEvents): ExchangeLink {
  if (typeof SharedWorker === 'undefined') {
    // Not before the caller has the link to tell its wish by.
    queueMicrotask(() => events.onConnect())
    return connectOwnExchange(events)
  }
  let port: MessagePort | undefined
  let isClosed = false
  let stopWaiting = () => {}
  let silence: ReturnType<typeof setTimeout> | undefined
  let ownLock: Promise<string> | undefined
  let own: ExchangeLink | undefined

  const send = (message: ToWorker) => {
    if (own === undefined) port?.postMessage(message)
    else own.send(message)
  }
  const listenForSilence = () => {
    clearTimeout(silence)
    silence = setTimeout(connect, PING_MS * (MISSED_PINGS + 1))
  }
  const take = (data: unknown) => {
    const parsed = toTabSchema.safeParse(data)
    if (!parsed.success || isClosed) return
    const message = parsed.data
    if (typeof message === 'string' || message.type === 'link') {
      events.onMessage(message)
    } else if (message.type === 'ping') {
      listenForSilence()
      send({ type: 'took', chunks: 0 })
    } else if (message.lock !== null) {
      stopWaiting = onLifeLockFree(message.lock, connect)
    }
  }
  function connect(): void {
    stopWaiting()
    clearTimeout(silence)
    if (port !== undefined) {
      port.onmessage = null
      port.close()
    }
    if (isClosed) return
    const worker = new SharedWorker(workerAddress, { type: 'module', name: 'spreadscope' })
    const ours = worker.port
    port = ours
    // A worker that cannot be loaded: better a stream of one's own than none.
    worker.onerror = () => {
      if (port !== ours || isClosed) return
      clearTimeout(silence)
      ours.close()
      port = undefined
      own = connectOwnExchange(events)
      // Only now does `send` lead to it: earlier the wish would go to the dead worker.
      events.onConnect()
    }
    ours.onmessage = (event: MessageEvent<unknown>) => take(event.data)
    if (!hasLocks) {
      listenForSilence()
      send({ type: 'hi', lock: null })
      events.onConnect()
      return
    }
    ownLock ??= holdLifeLock('tab')
    ownLock
      .then((lock) => {
        if (port !== ours || isClosed) return
        send({ type: 'hi', lock })
        events.onConnect()
      })
      .catch(reportError)
  }

  connect()
  return {
    send,
    close() {
      send({ type: 'bye' })
      own?.close()
      isClosed = true
      connect()
    },
  }
}

function connectOwnExchange(events: ExchangeEvents): ExchangeLink {
  const exchange = new StreamExchange(openFetchStream)
  const take = exchange.join({
    post: (message) => {
      if (typeof message === 'string' || message.type === 'link') events.onMessage(message)
    },
  })
  return { send: take, close: () => exchange.close() }
}
