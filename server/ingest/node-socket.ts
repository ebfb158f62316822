import type { Socket } from 'node:net'
import { WebSocket } from 'ws'
import type { CloseCause, OpenSocket, SocketEvents, SocketHandle } from '@/lib/socket/socket-port'
import type { ReadPacer } from './read-pacer'

/** A larger frame ends the connection; the list of all symbols takes about 1 MiB. */
export const MAX_FRAME_BYTES = 16 * 1024 * 1024

/** How long a peer may take to answer a goodbye. */
const CLOSE_TIMEOUT_MS = 500

// @types/ws does not know closeTimeout yet; ws itself has it since 8.19.
const OPTIONS: WebSocket.ClientOptions & { closeTimeout: number } = {
  closeTimeout: CLOSE_TIMEOUT_MS,
  maxPayload: MAX_FRAME_BYTES,
  perMessageDeflate: false,
  // The decoder checks what it reads; a frame that is not UTF-8 is to cost itself alone.
  skipUTF8Validation: true,
}

/** `OpenSocket` on Node.js; frames are the bytes of text and binary messages alike. */
export const openNodeSocket: OpenSocket<Buffer> = (url, events) => open(url, events)

/** The same for a thread that has nothing else to do: `pacer` may let it sleep after a read. */
export function pacedNodeSocket(pacer: ReadPacer): OpenSocket<Buffer> {
  return (url, events) => open(url, events, pacer)
}

function open(url: string, events: SocketEvents<Buffer>, pacer?: ReadPacer): SocketHandle {
  const socket = new WebSocket(url, OPTIONS)
  let cause: CloseCause = 'refused'
  let isFollowing = false
  let connection: Socket | undefined
  socket.on('upgrade', (response) => (connection = response.socket))
  socket.on('open', () => {
    cause = 'closed'
    // Before `ws` hears of a read, which tells of all its frames before it returns, and after it.
    connection?.prependListener('data', () => (isFollowing = false))
    if (pacer) connection?.on('data', (bytes) => pacer.afterRead(bytes.length))
    events.onOpen()
  })
  socket.on('message', (data) => {
    // Always so with the default `binaryType`; the types do not know.
    if (Buffer.isBuffer(data)) events.onFrame(data, isFollowing)
    isFollowing = true
  })
  socket.on('ping', events.onControl)
  socket.on('pong', events.onControl)
  socket.on('error', (error) => {
    cause = causeOf(error) ?? cause
    // Without this, ws waits for the peer to answer a goodbye while it reads nothing.
    socket.terminate()
  })
  // `ws` always follows 'error' with 'close', which is where a connection ends.
  socket.on('close', () => events.onClose(cause))
  return {
    ping: () => socket.ping(),
    close: () => socket.close(),
    terminate: () => socket.terminate(),
  }
}

function causeOf(error: Error): CloseCause | undefined {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') return 'oversized'
  if (code === 'WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH') return 'oversized'
  return code.startsWith('WS_ERR_') ? 'malformed' : undefined
}
