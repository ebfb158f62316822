import { describe, expect, it } from 'vitest'
import { readConfig, type Config } from './config'
import { SETTING_ROWS } from './settings'

function config(environment: Record<string, string>, ...args: string[]): Config {
  const result = readConfig(environment, args)
  if (result.kind !== 'config') throw new Error(JSON.stringify(result))
  return result.config
}

function faults(environment: Record<string, string>, ...args: string[]): readonly string[] {
  const result = readConfig(environment, args)
  return result.kind === 'faults' ? result.faults : []
}

describe(readConfig, () => {
  it('[CF1] needs no variable and no option', () => {
    expect(config({})).toMatchObject({
      host: '127.0.0.1',
      port: 3_000,
      isDevelopment: false,
      servesPages: true,
      feed: { kind: 'embedded', args: [], port: 8_181 },
      market: { maxPairs: 2_000, seriesMemoryBytes: 160 * 1024 * 1024, asofToleranceMs: 2_000 },
      stream: { flushMs: 200, maxSubscribers: 1_000, subscriberQueueBytes: 1024 * 1024 },
    })
  })

  it('[CF2] takes a variable that is set to nothing as not set', () => {
    expect(config({ PORT: '', AGGREGATOR_URL: ' ' })).toEqual(config({}))
  })

  it('[CF3] reports every fault at once, one sentence each, with name and value', () => {
    const environment = { PORT: '70000', STREAM_FLUSH_MS: 'fast', LOG_LEVEL: 'loud', HOST: 'a b' }
    expect(faults(environment, '--speed', '99', '--replay', 'nowhere.csv')).toEqual([
      'PORT must be a whole number from 0 to 65535, not "70000".',
      'HOST must be an address or a host name, not "a b".',
      'STREAM_FLUSH_MS must be a whole number from 50 to 10000, not "fast".',
      'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent, not "loud".',
      '--speed must be a number from 1 to 60, not "99".',
      '--replay "nowhere.csv" cannot be read.',
    ])
    expect(faults({ PORT: 'abc' }, '--symbols=x', '--bogus', '--rate=y')).toEqual([
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
  ])('[CF4] refuses %o', (environment, message) => {
    expect(faults(environment)).toEqual([expect.stringContaining(message)])
  })

  it('[CF5] refuses budgets that do not fit, with the sum spelled out', () => {
    expect(faults({ MEMORY_THRESHOLD_MB: '400', SERIES_CACHE_MB: '8' })).toEqual([
      'WINDOW_MEMORY_MB 192 + SERIES_MEMORY_MB 160 + STREAM_QUEUE_MEMORY_MB 20 + ' +
        'SERIES_CACHE_MB 8 + 79 for MAX_SUBSCRIBERS + 130 for the process itself is 589, ' +
        'more than MEMORY_THRESHOLD_MB 400.',
    ])
  })

  it('[CF10] refuses a memory budget without a page for each window or pair', () => {
    expect(faults({ SERIES_MEMORY_MB: '1', WINDOW_MEMORY_MB: '1' })).toEqual([
      expect.stringMatching(/^WINDOW_MEMORY_MB with MAX_WINDOWS does not work: .* 10000 slots/),
      expect.stringMatching(/^SERIES_MEMORY_MB with MAX_PAIRS does not work: .* 2000 slots/),
    ])
  })

  it('[CF6] hands the options of the embedded aggregator on to it', () => {
    const args = ['--seed', '7', '--symbols=3', '--fault', '*:silence', '--fault', 'OKX:stale']
    expect(config({ AGGREGATOR_PORT: '0' }, ...args).feed).toEqual({
      kind: 'embedded',
      args: ['--seed=7', '--symbols=3', '--fault=*:silence', '--fault=OKX:stale'],
      port: 0,
    })
  })

  it('[CF7] refuses them when there is no embedded aggregator', () => {
    expect(faults({ AGGREGATOR_URL: 'ws://host:1' }, '--replay', 'package.json', '--loop')).toEqual(
      [expect.stringContaining('--replay=package.json is for the embedded aggregator')],
    )
    expect(faults({ DISABLE_WEBSOCKET_CLIENT: '1' }, '--seed', '1')).toEqual([
      expect.stringContaining('which DISABLE_WEBSOCKET_CLIENT switches off'),
    ])
  })

  it('[CF8] refuses an option it does not know, and a file that cannot be read', () => {
    expect(faults({}, '--port', '1')).toEqual([
      "Unknown option '--port'; --help lists the options.",
    ])
    expect(faults({}, '--replay', 'nowhere.csv')).toEqual([
      '--replay "nowhere.csv" cannot be read.',
    ])
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
