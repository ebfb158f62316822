import { connect, type Socket } from 'node:net'
import { WebSocket } from 'ws'
import type { ServerProcess } from './server-process'
import { openStuck } from './stream-reader'

const STUCK = 5
const OF_EACH_KIND = 5

export interface Peer {
  destroy(): void
}

/** Peers that could hold up a server that waits for them. */
export function openAwkwardPeers(server: ServerProcess, pairs: number): Peer[] {
  const begun = [
    '',
    'GET /api/health HTTP/1.1\r\nho',
    'GET /api/health HTTP/1.1\r\nhost: localhost\r\n\r\n',
    'POST /api/test/load_mock_data HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n' +
      'content-length: 1000000\r\n\r\n{"opportunities": [',
  ]
  const peers: Peer[] = Array.from({ length: STUCK }, () =>
    openStuck(`${server.url}/api/stream?top=${pairs}`),
  )
  for (const text of begun) {
    for (let count = 0; count < OF_EACH_KIND; count++) peers.push(openSilent(server.port, text))
  }
  for (let count = 0; count < OF_EACH_KIND; count++) peers.push(openCharts(server))
  return peers
}

/** Sends that and then nothing more, and never closes. */
function openSilent(port: number, text: string): Socket {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  socket.on('error', () => {}).write(text)
  return socket.resume()
}

/** A WebSocket that, once it is open, answers neither pings nor the server's close. */
function openCharts(server: ServerProcess): Peer {
  const socket = new WebSocket(`${server.url.replace('http:', 'ws:')}/ws/realtime_charts`)
  socket.on('error', () => {})
  socket.once('open', () => socket.pause())
  return { destroy: () => socket.terminate() }
}
