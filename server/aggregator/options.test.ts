import { describe, expect, it } from 'vitest'
import { readOptions, type AggregatorOptions } from './options'

function options(...args: string[]): AggregatorOptions {
  const result = readOptions(args)
  if (result.kind !== 'options') throw new Error(JSON.stringify(result))
  return result.options
}

describe(readOptions, () => {
  it('[AG14] has a default for everything', () => {
    expect(options()).toMatchObject({
      host: '127.0.0.1',
      port: 8_181,
      source: 'simulated',
      symbols: 16,
      exchanges: 5,
      rate: 400,
      faults: [],
      maxQueueBytes: 4 * 1024 * 1024,
    })
  })

  it('[AG14] takes a recording as the wish to replay it', () => {
    const replay = options('--replay', 'a.csv', '--speed', '60', '--loop')
    expect(replay).toMatchObject({ source: 'replay', replay: 'a.csv', speed: 60, loop: true })
  })

  it('[AG14] takes several faults, with and without a value', () => {
    const { faults } = options('--fault', 'Bybit:skew=-250', '--fault', '*:silence')
    expect(faults).toEqual([
      { target: 'Bybit', kind: 'skew', value: -250 },
      { target: '*', kind: 'silence', value: 0 },
    ])
  })

  it('[AG14] gives nothing when help is wanted', () => {
    expect(readOptions(['--help'])).toEqual({ kind: 'help' })
  })

  it.each([
    [['--nope'], "Unknown option '--nope'"],
    [['word'], "Unexpected argument 'word'"],
    [['--nope', '5'], "Unknown option '--nope'"],
    [['--loop=x'], '--loop takes no value, not "x".'],
    [['--port'], '--port needs a value.'],
    [['--replay', '--loop'], '--replay needs a value; one that begins with a dash is written'],
    [['--port', '70000'], '--port must be a whole number from 0 to 65535, not "70000".'],
    [['--port', '1.5'], '--port must be a whole number from 0 to 65535, not "1.5".'],
    [['--rate', ''], '--rate must be a number from 1 to 100000, not "".'],
    [['--rate', '100001'], '--rate must be a number from 1 to 100000, not "100001".'],
    [['--exchanges', '9'], '--exchanges must be a whole number from 2 to 8, not "9".'],
    [['--symbols', '0x10000'], '--symbols must be'],
    [['--seed', '-1'], '--seed needs a value; one that begins'],
    [['--seed=-1'], '--seed must be a whole number from 0 to 9007199254740991, not "-1".'],
    [['--trades', 'many'], '--trades must be a number from 0 to 1, not "many".'],
    [['--queue-mb', '65'], '--queue-mb must be a number from 1 to 64, not "65".'],
    [['--source', 'real'], '--source must be simulated or replay, not "real".'],
    [['--source', 'replay'], '--source replay needs a file'],
    [['--source', 'simulated', '--replay', 'a.csv'], '--replay "a.csv" does not go with'],
    [['--replay', 'a.csv', '--rate', '5'], '--rate "5" means nothing to a replay source.'],
    [['--speed', '5'], '--speed "5" means nothing to a simulated source.'],
    [['--replay', 'a.csv', '--speed', '61'], '--speed must be a number from 1 to 60, not "61".'],
    [['--fault', 'Bybit'], '--fault must be TARGET:KIND'],
    [['--fault', 'Bybit:tired'], '--fault must be TARGET:KIND'],
    [['--fault', 'Bybit:stale=1'], '--fault "Bybit:stale=1": stale takes no value.'],
    [['--fault', 'Bybit:burst=1'], '--fault "Bybit:burst=1": the value of burst'],
    [['--fault', 'Bybit:skew=soon'], '--fault "Bybit:skew=soon": the value of skew'],
    [['--fault', 'Bybit:silence'], 'silence is a fault of the whole feed, write *:silence.'],
    [['--fault', '*:close'], '--fault "*:close": the value of close'],
    [['--exchanges=3', '--fault', 'GateIo:stale'], 'There is no exchange "GateIo".'],
  ])('[AG15] refuses %j in one sentence', (args, sentence) => {
    expect(readOptions(args)).toEqual({
      kind: 'faults',
      faults: [expect.stringContaining(sentence)],
    })
  })

  it('[AG33] reports all faults at once', () => {
    const args = ['--bogus', 'word', 'word', '--symbols=x', '--rate=y', '--speed', '2', '--fault']
    const result = readOptions([...args, 'Nasdaq:stale', '--fault=OKX:tired', '--seed'])
    expect(result).toEqual({
      kind: 'faults',
      faults: [
        "Unknown option '--bogus'; --help lists the options.",
        "Unexpected argument 'word'; --help lists the options.",
        '--seed needs a value.',
        '--symbols must be a whole number from 1 to 500, not "x".',
        '--rate must be a number from 1 to 100000, not "y".',
        '--speed "2" means nothing to a simulated source.',
        '--fault "Nasdaq:stale": There is no exchange "Nasdaq".',
        expect.stringContaining('--fault must be TARGET:KIND'),
      ],
    })
  })
})
