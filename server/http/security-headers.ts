import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
}

/** What every response carries. */
export function applySecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
}

/**
 * Gives a page its content security policy: scripts of our own files, and inline ones that carry
 * the nonce of this very response. Next.js reads the nonce from the request's headers.
 */
export function applyContentPolicy(
  request: IncomingMessage,
  response: ServerResponse,
  isDevelopment: boolean,
): void {
  const policy = contentPolicy(randomBytes(16).toString('base64'), isDevelopment)
  request.headers['content-security-policy'] = policy
  response.setHeader('content-security-policy', policy)
}

function contentPolicy(nonce: string, isDevelopment: boolean): string {
  // Next's development client evaluates code, inlines styles without a nonce and opens a WebSocket.
  const [scripts, styles, connections] = isDevelopment
    ? [`'self' 'nonce-${nonce}' 'unsafe-eval'`, `'self' 'unsafe-inline'`, `'self' ws: wss:`]
    : [`'self' 'nonce-${nonce}'`, `'self' 'nonce-${nonce}'`, `'self'`]
  return [
    `default-src 'self'`,
    `script-src ${scripts}`,
    `style-src ${styles}`,
    `connect-src ${connections}`,
    `img-src 'self' data:`,
    `worker-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}
