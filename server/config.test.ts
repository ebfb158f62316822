import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ROOT } from '@/deploy/bundle.mjs'
import { readConfig, readProcessConfig, type Config } from './config'
import { SETTING_ROWS, settingsSchema } from './settings'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'config-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

async function recording(content: string | Buffer): Promise<string> {
  const file = path.join(folder, 'quotes.csv')
  await writeFile(file, content)
  return file
}

const HEADER = 'exchange,symbol,timestamp,best_bid,best_ask'
const ROWS = `${HEADER}\na,B,1,2,3\n`

async function config(environment: Record<string, string>, ...args: string[]): Promise<Config> {
  const result = await readConfig(environment, args)
  if (result.kind !== 'config') throw new Error(JSON.stringify(result))
  return result.config
}

async function faults(
  environment: Record<string, string>,
  ...args: string[]
): Promise<readonly string[]> {
  const result = await readConfig(environment, args)
  return result.kind === 'faults' ? result.faults : []
}

describe(readConfig, () => {
  it('[CF1] needs no variable and no option', async () => {
    expect(await config({})).toMatchObject({
      host: '127.0.0.1',
      port: 3_000,
      isDevelopment: false,
      servesPages: true,
      feed: { kind: 'embedded', args: [], port: 8_181 },
      market: { maxPairs: 2_000, seriesMemoryBytes: 160 * 1024 * 1024, asofToleranceMs: 2_000 },
      stream: { flushMs: 200, maxSubscribers: 1_000, subscriberQueueBytes: 1024 * 1024 },
    })
  })

  it('[CF2] takes a variable that is set to nothing as not set', async () => {
    expect(await config({ PORT: '', AGGREGATOR_URL: ' ' })).toEqual(await config({}))
  })

  it('[CF3] reports every fault at once, one sentence each, with name and value', async () => {
    const environment = { PORT: '70000', STREAM_FLUSH_MS: 'fast', LOG_LEVEL: 'loud', HOST: 'a b' }
    expect(await faults(environment, '--speed', '99', '--replay', 'nowhere.csv')).toEqual([
      'PORT must be a whole number from 0 to 65535, not "70000".',
      'HOST must be an address or a host name, not "a b".',
      'STREAM_FLUSH_MS must be a whole number from 50 to 10000, not "fast".',
      'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent, not "loud".',
      '--speed must be a number from 1 to 60, not "99".',
      'The replay file nowhere.csv cannot be read: there is no such file.',
    ])
    expect(await faults({ PORT: 'abc' }, '--symbols=x', '--bogus', '--rate=y')).toEqual([
      "Unknown option '--bogus'; --help lists the options.",
      'PORT must be a whole number from 0 to 65535, not "abc".',
      '--symbols must be a whole number from 1 to 500, not "x".',
      '--rate must be a number from 1 to 100000, not "y".',
    ])
  })

  it.each([
    [{ AGGREGATOR_URL: 'http://host' }, 'AGGREGATOR_URL must be a ws:// or wss:// address'],
    [{ AGGREGATOR_URL: 'ws://host:99999' }, 'AGGREGATOR_URL must be a ws:// or wss:// address'],
    [{ AGGREGATOR_URL: 'ws://[::bad' }, 'AGGREGATOR_URL must be a ws:// or wss:// address'],
    [{ AGGREGATOR_URL: 'ws://host:1/#a' }, 'AGGREGATOR_URL must be a ws:// or wss:// address'],
    [{ DISABLE_WEBSOCKET_CLIENT: 'maybe' }, 'DISABLE_WEBSOCKET_CLIENT must be true or false'],
    [{ CORS_ORIGINS: 'https://a.example,b' }, 'CORS_ORIGINS must be origins'],
    [{ ALLOWED_HOSTS: 'a:80' }, 'ALLOWED_HOSTS must be host names'],
    [{ PORT: '1e3' }, 'PORT must be a whole number'],
  ])('[CF4] refuses %o', async (environment, message) => {
    expect(await faults(environment)).toEqual([expect.stringContaining(message)])
  })

  it('[CF17] reports no secret of an address', async () => {
    expect(await faults({ AGGREGATOR_URL: 'http://me:secret@host:1/a?key=secret' })).toEqual([
      'AGGREGATOR_URL must be a ws:// or wss:// address, not "http://***@host:1/a?***".',
    ])
  })

  it('[CF5] refuses budgets that do not fit, with the sum spelled out', async () => {
    const small = { STREAM_QUEUE_MEMORY_MB: '20', SERIES_CACHE_MB: '8' }
    expect(await faults({ ...small, MEMORY_THRESHOLD_MB: '300' })).toEqual([
      expect.stringMatching(
        /^WINDOW_MEMORY_MB 192 \+ SERIES_MEMORY_MB 160 \+ .* is \d+, more than MEMORY_THRESHOLD_MB 300\.$/,
      ),
    ])
    expect(await faults({ WINDOW_MEMORY_MB: '128', SERIES_MEMORY_MB: '96' })).toEqual([])
  })

  it('[CF18] takes 80 % of the memory of a container that has less than is configured', async () => {
    const budgets = { SERIES_CACHE_MB: '8' }
    const read = (containerMb: number) => readConfig(budgets, [], containerMb * 1024 * 1024)
    expect(await read(4_096)).toMatchObject({ config: { memoryThresholdMb: 512 } })
    expect(await read(638)).toMatchObject({ config: { memoryThresholdMb: 510 } })
    const refused = await read(300)
    expect(refused).toEqual({
      kind: 'faults',
      faults: [expect.stringMatching(/ is \d+, more than 240, 80 % of the container's memory\.$/)],
    })
  })

  it('[CF18] is told by the process what its container has', async () => {
    vi.stubEnv('SERIES_CACHE_MB', '8')
    vi.spyOn(process, 'constrainedMemory').mockReturnValue(638 * 1024 * 1024)
    vi.spyOn(process, 'argv', 'get').mockReturnValue(['node', 'main.js'])
    expect(await readProcessConfig()).toMatchObject({ config: { memoryThresholdMb: 510 } })
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
  })

  it('[CF14] says what everything takes at once, beside the budgets as well', async () => {
    const { fullUse } = await config({ MAX_PAIRS: '1900' })
    expect(fullUse.mb).toBeGreaterThan(600)
    expect(fullUse.text).toMatch(
      /^WINDOW_MEMORY_MB 192 .* \+ 79 for MAX_SUBSCRIBERS \+ 35 for MAX_PAIRS \+ 12 for MAX_WINDOWS \+ /,
    )
    // A longer window needs more room for the numbers of its pages.
    const long = await config({ MAX_POINTS_PER_WINDOW: '1000000' })
    expect(long.fullUse.text).toContain(' + 309 for MAX_WINDOWS + ')
  })

  it('[CF19] has examples in the README that keep everything at once within the threshold', async () => {
    const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8')
    const examples = /^MEMORY_THRESHOLD_MB=.+\n.+$/m.exec(readme)?.[0].split('\n') ?? []
    expect(examples).toHaveLength(2)
    for (const example of examples) {
      const environment = Object.fromEntries(example.split(' ').map((one) => one.split('=')))
      const { fullUse, memoryThresholdMb } = await config(environment)
      expect(fullUse.mb).toBeLessThanOrEqual(memoryThresholdMb)
    }
  })

  it('[CF10] refuses a memory budget without a page for each window or pair', async () => {
    expect(await faults({ SERIES_MEMORY_MB: '1', WINDOW_MEMORY_MB: '1' })).toEqual([
      expect.stringMatching(/^WINDOW_MEMORY_MB with MAX_WINDOWS does not work: .* 10000 slots/),
      expect.stringMatching(/^SERIES_MEMORY_MB with MAX_PAIRS does not work: .* 2000 slots/),
    ])
  })

  it('[CF6] hands the options of the embedded aggregator on to it', async () => {
    const args = ['--seed', '7', '--symbols=3', '--fault', '*:silence', '--fault', 'OKX:stale']
    expect((await config({ AGGREGATOR_PORT: '0' }, ...args)).feed).toEqual({
      kind: 'embedded',
      args: ['--seed=7', '--symbols=3', '--fault=*:silence', '--fault=OKX:stale'],
      port: 0,
    })
  })

  it('[CF20] makes paths absolute while the working directory is that of the caller', async () => {
    const file = await recording(ROWS)
    const relative = path.relative(process.cwd(), file)
    const { feed, opportunities } = await config(
      { OPPORTUNITIES_DIR: 'lists' },
      '--replay',
      relative,
    )
    expect(feed).toMatchObject({ args: [`--replay=${file}`] })
    expect(opportunities.folder).toBe(path.join(process.cwd(), 'lists'))
  })

  it('[CF7] refuses them when there is no embedded aggregator', async () => {
    const file = await recording(ROWS)
    expect(await faults({ AGGREGATOR_URL: 'ws://host:1' }, '--replay', file, '--loop')).toEqual([
      expect.stringContaining(`--replay=${file} is for the embedded aggregator`),
    ])
    expect(await faults({ DISABLE_WEBSOCKET_CLIENT: '1' }, '--seed', '1')).toEqual([
      expect.stringContaining('which DISABLE_WEBSOCKET_CLIENT switches off'),
    ])
  })

  it('[CF8] refuses an option it does not know, and a file that cannot be read', async () => {
    expect(await faults({}, '--port', '1')).toEqual([
      "Unknown option '--port'; --help lists the options.",
    ])
    expect(await faults({}, '--replay', 'nowhere.csv')).toEqual([
      'The replay file nowhere.csv cannot be read: there is no such file.',
    ])
  })

  it('[CF11] takes a recording that can be replayed', async () => {
    const file = await recording(gzipSync(ROWS))
    const { feed } = await config({}, '--replay', file)
    expect(feed).toMatchObject({ kind: 'embedded', args: [`--replay=${file}`] })
  })

  it.each([
    ['an empty file', '', 'is empty'],
    ['another header', 'time,price\n1,2', 'must begin with the line'],
    ['no rows', HEADER, 'holds no quotes'],
    ['a cut gzip', gzipSync(ROWS.repeat(9)).subarray(0, 40), 'cannot be read: unexpected end'],
  ])('[CF11] refuses a recording that is %s', async (_, content, message) => {
    const file = await recording(content)
    expect(await faults({}, '--replay', file)).toEqual([expect.stringContaining(message)])
  })

  it('[CF11] refuses a folder as a recording', async () => {
    expect(await faults({}, '--replay', folder)).toEqual([expect.stringContaining('is a folder')])
  })

  it('[CF12] refuses a HOST that nothing here can listen on', async () => {
    // Kept for documentation: no machine has it.
    expect(await faults({ HOST: '192.0.2.1' })).toEqual([
      'HOST must be an address of this machine, not "192.0.2.1".',
    ])
    for (const HOST of ['999.1.1.1', '[::1', 'a b', 'a/b', '127.0.0.1:80']) {
      expect(await faults({ HOST })).toEqual([
        `HOST must be an address or a host name, not "${HOST}".`,
      ])
    }
  })

  it('[CF12] takes an IPv6 address in brackets, as it stands in a URL', () => {
    expect(settingsSchema.parse({ HOST: '[::1]' }).HOST).toBe('::1')
  })

  it.each([
    [{}, true],
    [{ HOST: '0.0.0.0' }, true],
    [{ NODE_ENV: 'production' }, true],
    [{ NODE_ENV: 'production', HOST: '0.0.0.0' }, false],
    [{ NODE_ENV: 'production', HOST: '0.0.0.0', ENABLE_TEST_ENDPOINTS: 'true' }, true],
    [{ ENABLE_TEST_ENDPOINTS: 'false' }, false],
  ])('[CF15] %o has test endpoints: %s', async (environment, isOn) => {
    const { mock } = await config(environment)
    expect(mock).toEqual(isOn ? { memoryBytes: 64 * 1024 * 1024, ttlMinutes: 60 } : undefined)
  })

  it('[CF9] lists every variable with its default and its meaning', () => {
    for (const row of SETTING_ROWS) expect(row.meaning).not.toBe('')
    expect(SETTING_ROWS).toContainEqual({
      name: 'MAX_PAIRS',
      default: '2000',
      meaning: expect.stringContaining('Pairs with a series'),
    })
  })
})
