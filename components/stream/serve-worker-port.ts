import { hasLocks, holdLifeLock, onLifeLockFree } from './life-lock'
import type { StreamExchange } from './stream-exchange'
import { MISSED_PINGS, PING_MS, toWorkerSchema, type ToTab } from './tab-messages'

let ownLock: Promise<string> | undefined

/**
 * Serves a tab at the other end of a port until it says bye or dies. A port tells nothing of the
 * death of its tab: the tab's lock does, and where there are no locks, unanswered pings.
 */
export function serveWorkerPort(port: MessagePort, exchange: StreamExchange): void {
  const post = (message: ToTab) => port.postMessage(message)
  const take = exchange.join({ post })
  let unanswered = 0
  let ping: ReturnType<typeof setInterval> | undefined
  let stopWaiting = () => {}
  const leave = () => {
    clearInterval(ping)
    stopWaiting()
    port.onmessage = null
    take(undefined)
    port.close()
  }
  port.onmessage = (event: MessageEvent<unknown>) => {
    const parsed = toWorkerSchema.safeParse(event.data)
    if (!parsed.success) return
    const message = parsed.data
    unanswered = 0
    if (message.type === 'hi' && message.lock !== null) {
      stopWaiting = onLifeLockFree(message.lock, leave)
    }
    if (message.type === 'bye') leave()
    else take(message)
  }
  if (hasLocks) {
    ownLock ??= holdLifeLock('worker')
    ownLock.then((lock) => post({ type: 'worker', lock })).catch(reportError)
    return
  }
  post({ type: 'worker', lock: null })
  ping = setInterval(() => {
    if (unanswered++ >= MISSED_PINGS) leave()
    else post({ type: 'ping' })
  }, PING_MS)
}
