import { get } from 'node:http'
import { WebSocket } from 'ws'
import { LineMeter } from '../soak/line-meter'
import type { Wire } from './readers-message'

/** What a reader hears of its connection. */
export interface WireEvents {
  /** It has asked for its pairs. */
  onOpen: () => void
  /** One line, or one message, of JSON. */
  onLine: (line: Buffer) => void
  /** The number of a line is not the one after the last. */
  onHole: () => void
  onClose: () => void
}

/** Connects and asks for the pairs. */
export type OpenWire = (url: string, pairs: readonly string[], events: WireEvents) => void

// Of engine.io 4 and socket.io 5, which readers speak themselves: they cost then as little as the other
// readers do, which counts for socket.io.
const ENGINE_OPEN = '0'
const ENGINE_PING = '2'
const ENGINE_PONG = '3'
const CONNECT = '40'
const EVENT = '42'
const BARS_EVENT = `${EVENT}["bars",`

export const OPEN_WIRE: Readonly<Record<Wire, OpenWire>> = {
  ndjson: (url, pairs, { onOpen, onLine, onHole, onClose }) => {
    const meter = new LineMeter()
    const request = get(`${url}/api/stream?pairs=${pairs.join(',')}`, { agent: false })
    request.on('response', (response) => {
      onOpen()
      response.on('close', onClose)
      response.on('data', (chunk: Buffer) => {
        const { holes } = meter
        meter.take(chunk, onLine)
        if (meter.holes > holes) onHole()
      })
    })
    request.on('error', onClose)
  },
  plain: (url, pairs, { onOpen, onLine, onClose }) => {
    openSocket(`${url}/?pairs=${pairs.join(',')}`, onLine, onClose).on('open', onOpen)
  },
  'socket.io': (url, pairs, { onOpen, onLine, onClose }) => {
    const take = (data: Buffer) => {
      const kind = data.toString('latin1', 0, EVENT.length)
      if (kind === EVENT) onLine(data.subarray(BARS_EVENT.length, -1))
      else if (kind[0] === ENGINE_OPEN) socket.send(CONNECT)
      else if (kind[0] === ENGINE_PING) socket.send(ENGINE_PONG)
      else if (kind === CONNECT) {
        socket.send(`${EVENT}${JSON.stringify(['subscribe', pairs])}`)
        onOpen()
      }
    }
    const socket = openSocket(`${url}/socket.io/?EIO=4&transport=websocket`, take, onClose)
  },
}

function openSocket(url: string, onMessage: (data: Buffer) => void, onClose: () => void) {
  const socket = new WebSocket(url.replace('http:', 'ws:'), { perMessageDeflate: false })
  socket.on('message', onMessage)
  socket.on('close', onClose)
  // It is followed by `close`.
  socket.on('error', () => {})
  return socket
}
