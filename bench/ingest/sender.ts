import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { senderMessageSchema, type SenderPlan, type SenderTotals } from './sender-plan'

/** A process that sends quotes to whoever connects to `url`, once. */
export interface Sender extends AsyncDisposable {
  readonly url: string
  /** Ends the sending; what was sent may still be on its way. */
  finish(): Promise<SenderTotals>
  /** Ends the connection behind what was sent. */
  close(): void
}

export async function startSender(plan: SenderPlan): Promise<Sender> {
  const file = fileURLToPath(new URL('./ingest-sender.process.js', import.meta.url))
  const child = fork(file, [JSON.stringify(plan)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const next = async () => {
    const [message] = await once(child, 'message')
    return senderMessageSchema.parse(message)
  }
  const listening = await next()
  if (listening.type !== 'listening') throw new Error('ingest sender: does not listen')
  return {
    url: `ws://127.0.0.1:${listening.port}`,
    finish: async () => {
      child.send('finish')
      const totals = await next()
      if (totals.type !== 'totals') throw new Error('ingest sender: no totals')
      return totals
    },
    close: () => child.send('close'),
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null) return
      child.kill()
      await once(child, 'exit')
    },
  }
}
