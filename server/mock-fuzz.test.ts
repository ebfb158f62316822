import { Agent, request as send } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { Program } from './testing/program'

const BODIES = 5_000
const SEED = 20_251_119
const LOAD = '/api/test/load_mock_data'
const LOADED = {
  opportunities: [{ symbol: 'BTC_USDT', exchange1: 'A', exchange2: 'B' }],
  windows: [
    {
      exchange: 'A',
      symbol: 'BTC_USDT',
      spreads: [{ timestamp: 1_762_603_200, best_bid: 1, best_ask: 2 }],
    },
  ],
}

/** Mulberry32: a fault that is found must be found again. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const SCALARS = [
  'null', 'true', '0', '-1', '1e999', '1e-400', '123456789012345678901234567890', '""', '"BTC_USDT"',
  '"\\ud800"', '"2025-11-08T12:00:00Z"', '"__proto__"', '[]', '{}',
] // prettier-ignore
const KEYS = [
  'opportunities', 'windows', 'symbol', 'exchange1', 'exchange2', 'exchange', 'spreads', 'timestamp',
  'best_bid', 'best_ask', '__proto__', 'constructor', 'toString', 'length', '',
] // prettier-ignore

class Fuzz {
  readonly #random: () => number

  constructor(seed: number) {
    this.#random = randomFrom(seed)
  }

  /** Never a sound set: at least one of its parts is missing or wrong. */
  body(): Buffer {
    const kinds = [
      () => Buffer.from(this.#value(0)),
      () => Buffer.from(this.#broken()),
      () => Buffer.from(this.#value(0).slice(0, this.below(40))),
      () => Buffer.from('['.repeat(this.below(3_000)) + ']'.repeat(this.below(3_000))),
      () => Buffer.from(Array.from({ length: this.below(80) }, () => this.below(256))),
      () =>
        Buffer.concat([
          Buffer.from('{"opportunities":"'),
          Buffer.of(0xc3, 0x28),
          Buffer.from('"}'),
        ]),
    ]
    return this.#pick(kinds)()
  }

  below(limit: number): number {
    return Math.floor(this.#random() * limit)
  }

  /** The sound set with one value replaced by another. */
  #broken(): string {
    const paths = ['"A"', '"B"', '1762603200', '"best_bid":1', '"windows"', '"spreads"']
    const path = this.#pick(paths)
    const by = path.includes(':')
      ? '"best_bid":0'
      : path.startsWith('"') && path.length > 4
        ? '"x"'
        : '{"a":[]}'
    return JSON.stringify(LOADED).replace(path, by)
  }

  #value(depth: number): string {
    const kind = depth > 6 ? 0 : this.below(4)
    if (kind < 2) return this.#pick(SCALARS)
    const items = Array.from({ length: this.below(5) }, () => this.#value(depth + 1))
    if (kind === 2) return `[${items.join(',')}]`
    return `{${items.map((item) => `"${this.#pick(KEYS)}":${item}`).join(',')}}`
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!
  }
}

describe('POST /api/test/load_mock_data', () => {
  it('[MD18] any body is answered with 4xx and changes nothing', async () => {
    await using program = new Program(['--no-pages'], {
      DISABLE_WEBSOCKET_CLIENT: 'true',
      LOG_LEVEL: 'error',
    })
    const url = await program.ready()
    const port = Number(new URL(url).port)
    const loaded = await fetch(`${url}${LOAD}`, { method: 'POST', body: JSON.stringify(LOADED) })
    expect(loaded.status).toBe(200)
    const before = await state(url)
    const fuzz = new Fuzz(SEED)
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (const body of wideBodies()) expect(await post(port, agent, body, false)).toBe(422)
    const statuses = new Map<number, number>()
    for (let count = 0; count < BODIES; count++) {
      const body = fuzz.body()
      if (count % 50 === 0) await cutOff(port, body)
      const status = await post(port, agent, body, fuzz.below(2) === 0)
      if (![400, 422].includes(status)) expect.fail(`${status}: ${body.toString().slice(0, 500)}`)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    agent.destroy()
    expect(new Set(statuses.keys())).toEqual(new Set([400, 422]))
    const { seconds_left: _after, ...after } = await state(url)
    const { seconds_left: _before, ...same } = before
    expect(after).toEqual(same)
    expect(program.stderr).toBe('')
  })
})

/** More keys, or items, than a call can have arguments in any thread. */
function wideBodies(): Buffer[] {
  const { opportunities, windows } = LOADED
  const items = Array.from({ length: 800_000 }, () => 1)
  const keys = Object.fromEntries(items.map((item, at) => [`k${at.toString(36)}`, item]))
  const withSpreads = (spreads: unknown) => ({
    opportunities,
    windows: [{ ...windows[0], spreads }],
  })
  return [
    { opportunities: keys, windows },
    { opportunities: [{ ...opportunities[0], ...keys }], windows },
    { opportunities, windows: items },
    ...[withSpreads(keys), withSpreads([keys]), withSpreads({ timestamp: items })],
  ].map((body) => Buffer.from(JSON.stringify(body)))
}

async function state(url: string): Promise<Record<string, unknown>> {
  const answer: unknown = await (await fetch(`${url}/api/test/mock_data`)).json()
  return { ...(typeof answer === 'object' && answer) }
}

/** Resolves with the status. */
function post(port: number, agent: Agent, body: Buffer, isChunked: boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = isChunked
      ? { 'transfer-encoding': 'chunked' }
      : { 'content-length': body.length }
    const request = send(
      { host: '127.0.0.1', port, path: LOAD, method: 'POST', agent, headers },
      (response) => {
        response.resume().once('end', () => resolve(response.statusCode ?? 0))
      },
    )
    request.once('error', reject).end(body)
  })
}

/** Announces more than it sends, and goes. */
function cutOff(port: number, body: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {}).once('close', () => resolve())
    const head = `POST ${LOAD} HTTP/1.1\r\nhost: localhost\r\ncontent-length: ${body.length + 9}\r\n\r\n`
    socket.write(head)
    socket.write(body, () => socket.destroy())
  })
}
