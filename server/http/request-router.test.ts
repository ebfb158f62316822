import { request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { describe, expect, it, vi } from 'vitest'
import { HttpProblem } from '@/lib/protocol/http-problem'
import { answerJson } from './answer'
import { CorsPolicy } from './cors-policy'
import { HostPolicy, isLoopback } from './host-policy'
import { HttpFront } from './http-front'
import { RequestRouter, type RouterOptions } from './request-router'
import { routeUpgrades } from './upgrade-router'
import { eventually } from '../testing/eventually'

interface Setup extends Partial<RouterOptions> {
  boundHost?: string
  origins?: string[]
  headersTimeoutMs?: number
}

async function setup({ headersTimeoutMs, ...options }: Setup = {}) {
  const { boundHost = '127.0.0.1', origins = [], ...routing } = options
  const onFault = vi.fn<(error: unknown) => void>()
  const all: RouterOptions = {
    routes: {
      '/api/echo': {
        GET: (_request, response, params) => {
          answerJson(response, 200, Object.fromEntries(params))
        },
        POST: (_request, response) => answerJson(response, 200, 'changed'),
      },
      '/api/teapot': {
        GET: () => {
          throw new HttpProblem(418, 'short and stout', { 'retry-after': '7' })
        },
      },
      '/api/broken': { GET: () => Promise.reject(new Error('a secret of the server')) },
      '/api/hang': { GET: () => {} },
      '/livez': { GET: (_request, response) => answerJson(response, 200, 'alive') },
    },
    pages: async (request, response) => {
      response.end(String(request.headers['content-security-policy']))
    },
    hosts: new HostPolicy(boundHost, ['desk.example']),
    cors: new CorsPolicy(boundHost, origins),
    isDevelopment: false,
    onFault,
    ...routing,
  }
  const router = new RequestRouter(all)
  const handle = router.handle.bind(router)
  const limits = { maxStreams: 10, ...(headersTimeoutMs !== undefined && { headersTimeoutMs }) }
  const front = new HttpFront({ host: '127.0.0.1', port: 0, handle, ...limits })
  const { hosts, cors } = all
  const joined: string[] = []
  routeUpgrades(front.server, {
    ...{ hosts, cors, onFault, nextServer: undefined, watch: () => {} },
    sockets: {
      '/ws/chat': (_request, socket, _head, params) => {
        if (params.has('full')) throw new HttpProblem(503, 'full', { 'retry-after': '7' })
        if (params.has('broken')) throw new Error('a secret of the server')
        joined.push(params.toString())
        socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n')
      },
    },
  })
  const url = await front.listen()
  return { front, url, onFault, joined, [Symbol.asyncDispose]: () => front.close(100) }
}

interface Asked {
  method?: string
  headers?: Record<string, string>
}

async function get(url: string, { method = 'GET', headers = {} }: Asked = {}) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest(url, { method, headers }).on('response', resolve).on('error', reject).end()
  })
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

function connections({ server }: HttpFront): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
  })
}

describe(RequestRouter, () => {
  it('[HT1] answers its endpoints with their query, and others below /api/ with 404', async () => {
    await using server = await setup()
    expect((await get(`${server.url}/api/echo?a=1&b=%20`)).body).toBe('{"a":"1","b":" "}')
    const missing = await get(`${server.url}/api/constructor`)
    expect(missing.status).toBe(404)
    expect(JSON.parse(missing.body)).toEqual({ detail: expect.any(String) })
  })

  it('[HT2] answers a problem with its status, its headers and {"detail"}', async () => {
    await using server = await setup()
    const answer = await get(`${server.url}/api/teapot`)
    expect(answer).toMatchObject({ status: 418, body: '{"detail":"short and stout"}' })
    expect(answer.headers).toMatchObject({ 'retry-after': '7', 'content-type': 'application/json' })
  })

  it('[HT3] tells the caller nothing of an error that is its own', async () => {
    await using server = await setup()
    const answer = await get(`${server.url}/api/broken`)
    expect(answer.status).toBe(500)
    expect(answer.body).not.toContain('secret')
    expect(server.onFault).toHaveBeenCalledOnce()
  })

  it('[HT15] serves what an address serves, by method, wherever it lies', async () => {
    await using server = await setup()
    expect((await get(`${server.url}/api/echo`, { method: 'POST' })).body).toBe('"changed"')
    expect((await get(`${server.url}/livez`)).body).toBe('"alive"')
    const refused = await get(`${server.url}/api/echo`, { method: 'DELETE' })
    expect(refused).toMatchObject({ status: 405, headers: { allow: 'GET, POST, HEAD' } })
  })

  it('[HT16] lets no page of a foreign origin change anything', async () => {
    await using server = await setup()
    const post = async (origin: string) =>
      (await get(`${server.url}/api/echo`, { method: 'POST', headers: { origin } })).status
    expect(await post('https://elsewhere.example')).toBe(403)
    expect(await post('null')).toBe(403)
    expect(await post(server.url)).toBe(200)
    await using closed = await setup({ origins: ['https://desk.example'] })
    const own = closed.url
    const headers = { origin: own }
    expect((await get(`${own}/api/echo`, { method: 'POST', headers })).status).toBe(200)
    const desk = { origin: 'https://desk.example' }
    expect((await get(`${own}/api/echo`, { method: 'POST', headers: desk })).status).toBe(200)
    const other = { origin: 'http://localhost:1' }
    expect((await get(`${own}/api/echo`, { method: 'POST', headers: other })).status).toBe(403)
  })

  it('[HT18] tells browsers what pages of allowed origins may do, and those of others nothing', async () => {
    await using server = await setup()
    const ask = (path: string, origin: string) =>
      get(`${server.url}${path}`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      })
    const origin = 'http://localhost:5173'
    expect(await ask('/api/echo', origin)).toMatchObject({
      status: 204,
      body: '',
      headers: {
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, POST, HEAD',
        'access-control-allow-headers': 'content-type, cache-control',
        'access-control-max-age': '600',
        vary: 'Origin',
      },
    })
    expect((await ask('/livez', origin)).headers['access-control-allow-methods']).toBe('GET, HEAD')
    const foreign = await ask('/api/echo', 'https://evil.example')
    expect(foreign.status).toBe(403)
    expect(foreign.headers).not.toHaveProperty('access-control-allow-origin')
    expect(foreign.headers).not.toHaveProperty('access-control-allow-methods')
    expect((await ask('/api/none', origin)).status).toBe(404)
    expect((await ask('/', origin)).status).toBe(405)
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('[HT4] refuses %s', async (method) => {
    await using server = await setup()
    for (const path of ['/api/teapot', '/']) {
      const answer = await get(`${server.url}${path}`, { method })
      expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
    }
  })

  it('[HT5] answers HEAD with the headers alone', async () => {
    await using server = await setup()
    const answer = await get(`${server.url}/api/echo?a=1`, { method: 'HEAD' })
    expect(answer).toMatchObject({ status: 200, body: '', headers: { 'content-length': '9' } })
  })

  it('[HT6] serves only host names of this machine, or named ones, while bound to loopback', async () => {
    await using server = await setup()
    const status = async (host: string) =>
      (await get(`${server.url}/api/echo`, { headers: { host } })).status
    for (const host of ['localhost:3000', '127.0.0.1', '[::1]:3000', 'LOCALHOST', 'desk.example']) {
      expect(await status(host)).toBe(200)
    }
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:80']) {
      expect(await status(host)).toBe(403)
    }
    await using open = await setup({ boundHost: '0.0.0.0' })
    const answer = await get(`${open.url}/api/echo`, { headers: { host: 'dash.example' } })
    expect(answer.status).toBe(200)
  })

  it('[HT7] lets pages of this machine read while bound to loopback, else the configured ones', async () => {
    const allowed = async (options: Setup, origin: string) => {
      await using server = await setup(options)
      const answer = await get(`${server.url}/api/echo`, { headers: { origin } })
      expect(answer.headers.vary).toBe('Origin')
      return answer.headers['access-control-allow-origin']
    }
    expect(await allowed({}, 'http://localhost:5173')).toBe('http://localhost:5173')
    expect(await allowed({}, 'http://127.0.0.1:1')).toBe('http://127.0.0.1:1')
    expect(await allowed({}, 'https://evil.example')).toBeUndefined()
    expect(await allowed({}, 'http://localhost.evil.example')).toBeUndefined()
    const configured = { origins: ['https://desk.example'] }
    expect(await allowed(configured, 'https://desk.example')).toBe('https://desk.example')
    expect(await allowed(configured, 'http://localhost:1')).toBeUndefined()
    expect(await allowed({ boundHost: '0.0.0.0' }, 'http://localhost:1')).toBeUndefined()
  })

  it('[HT8] gives every page a policy with a nonce of its own, which Next is told', async () => {
    await using server = await setup()
    const [first, second] = await Promise.all([get(server.url), get(server.url)])
    expect(first.headers['content-security-policy']).toBe(first.body)
    expect(first.body).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}';/)
    expect(first.body).toContain("frame-ancestors 'none'")
    expect(first.body).not.toContain('unsafe')
    expect(first.body).not.toBe(second.body)
    expect(first.headers['x-content-type-options']).toBe('nosniff')
    expect(first.headers['referrer-policy']).toBe('no-referrer')
  })

  it('[HT9] refuses an address that is too long or none of ours', async () => {
    await using server = await setup()
    expect((await get(`${server.url}/api/echo?a=${'x'.repeat(33_000)}`)).status).toBe(414)
    const { port } = new URL(server.url)
    const socket = connect(Number(port), '127.0.0.1')
    socket.end('GET http://evil.example/api/echo HTTP/1.1\r\nhost: localhost\r\n\r\n')
    expect(await text(socket)).toMatch(/^HTTP\/1.1 400 /)
  })

  it('[HT10] refuses WebSockets, and leaves none open', async () => {
    await using server = await setup()
    const { port } = new URL(server.url)
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(
      'GET /ws HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
    )
    expect(await text(socket)).toMatch(/^HTTP\/1.1 404 /)
    await eventually(async () => expect(await connections(server.front)).toBe(0))
  })

  it('[HT17] opens a WebSocket by its path, for pages of our own and of allowed origins', async () => {
    await using server = await setup()
    const { port, host } = new URL(server.url)
    const ask = async (path: string, headers: string) => {
      const socket = connect(Number(port), '127.0.0.1')
      const upgrade = 'connection: upgrade\r\nupgrade: websocket\r\n'
      socket.write(`GET ${path} HTTP/1.1\r\n${headers}\r\n${upgrade}\r\n`)
      return text(socket)
    }
    const own = `host: ${host}`
    expect(await ask('/ws/chat?a=1', own)).toMatch(/^HTTP\/1.1 101 /)
    expect(await ask('/ws/chat?a=2', `${own}\r\norigin: ${server.url}`)).toMatch(/^HTTP\/1.1 101 /)
    expect(await ask('/ws/chat?a=3', `${own}\r\norigin: http://localhost:1`)).toMatch(/ 101 /)
    expect(server.joined).toEqual(['a=1', 'a=2', 'a=3'])

    const foreign = await ask('/ws/chat', `${own}\r\norigin: https://evil.example`)
    expect(foreign).toMatch(/^HTTP\/1.1 403 [^]*{"detail":"pages of https:\/\/evil.example/)
    expect(await ask('/ws/chat', 'host: evil.example')).toMatch(/^HTTP\/1.1 403 /)
    expect(await ask('/ws/chat?full', own)).toMatch(/^HTTP\/1.1 503 [^]*retry-after: 7/)
    const broken = await ask('/ws/chat?broken', own)
    expect(broken).toMatch(/^HTTP\/1.1 500 /)
    expect(broken).not.toContain('secret')
    expect(server.onFault).toHaveBeenCalledOnce()
    expect(server.joined).toHaveLength(3)
    await eventually(async () => expect(await connections(server.front)).toBe(0))
  })

  it('[HT14] answers a client that offers another protocol as if it had not', async () => {
    const long = 'x'.repeat(8 * 1024 * 1024)
    await using server = await setup({
      pages: (_request, response) => pipeline(Readable.from([long, long]), response),
    })
    const { port } = new URL(server.url)
    const ask = async (path: string) => {
      const socket = connect(Number(port), '127.0.0.1')
      const offer =
        'connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk'
      socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n${offer}\r\n\r\n`)
      return text(socket)
    }
    expect(await ask('/api/echo?a=1')).toMatch(
      /^HTTP\/1.1 200 [^]*connection: close[^]*{"a":"1"}$/i,
    )
    expect((await ask('/')).length).toBeGreaterThan(2 * long.length)
    await eventually(async () => expect(await connections(server.front)).toBe(0))
  })

  it('[HT11] closes in bounded time although peers are silent, half sent or waiting', async () => {
    await using server = await setup()
    const { port } = new URL(server.url)
    const requests = [
      '',
      'GET /api/echo HTTP/1.1\r\nhos',
      'GET /api/hang HTTP/1.1\r\nhost: localhost\r\n\r\n',
    ]
    const sockets = requests.map((begun) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(begun))
      return socket.on('error', () => {}).resume()
    })
    await eventually(async () => expect(await connections(server.front)).toBe(3))
    await server.front.close(50)
    expect(await connections(server.front)).toBe(0)
    expect(server.front.server.listening).toBe(false)
    for (const socket of sockets) socket.destroy()
  })

  it('[HT13] closes connections that send nothing, or no more, soon after the time they have', async () => {
    await using server = await setup({ headersTimeoutMs: 50 })
    const { port } = new URL(server.url)
    const closed = ['', 'GET /api/echo HTTP/1.1\r\nhos'].map(async (begun) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(begun))
      return text(socket)
    })
    expect(await Promise.all(closed)).toEqual([
      expect.stringMatching(/^HTTP\/1.1 408 /),
      expect.stringMatching(/^HTTP\/1.1 408 /),
    ])
  })
})

it.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['localhost', true],
  ['::1', true],
  ['[::1]', true],
  ['0.0.0.0', false],
  ['::', false],
  ['10.0.0.1', false],
  ['127.example', false],
])('[HT12] knows whether %s is loopback', (host, expected) => {
  expect(isLoopback(host)).toBe(expected)
})
