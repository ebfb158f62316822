import { describe, expect, it } from 'vitest'
import { Random } from '@/lib/scenario/random'
import { JsonScan } from './json-scan'

function scan(text: string, paths: readonly string[] = [], step = Infinity): JsonScan {
  const scanned = new JsonScan(text, paths)
  while (!scanned.advance(step));
  return scanned
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function found(text: string, path: string): string | undefined {
  const span = scan(text, [path]).spanOf(path)
  return span === undefined ? undefined : text.slice(span.start, span.end)
}

const BODY = `{
  "opportunities": [ {"symbol": "A_B"} ],
  "windows": [
    { "exchange": "X", "spreads": [ {"best_bid": 1}, { "best_bid" : -0.5e-3 , "t": "a\\"]b" } ] },
    { "exchange": "Bynance", "spreads": {"best_bid": [1, 2, 3.25]} }
  ]
}`

describe(JsonScan, () => {
  it.each([
    ['windows[0].spreads[1].best_bid', '-0.5e-3'],
    ['windows[0].spreads[1].t', '"a\\"]b"'],
    ['windows[1].exchange', '"Bynance"'],
    ['windows[1].spreads.best_bid[2]', '3.25'],
    ['opportunities[0]', '{"symbol": "A_B"}'],
    ['', BODY],
  ])('[QA1] finds the value of %s', (path, value) => {
    expect(found(BODY, path)).toBe(value)
  })

  it.each([
    ['windows[0].spreads[0].best_ask', '{"best_bid": 1}'],
    ['windows[1].spreads.timestamp[5]', '{"best_bid": [1, 2, 3.25]}'],
    ['nothing[7].here', BODY],
  ])('[QA2] where %s is missing it finds what should hold it', (path, value) => {
    expect(found(BODY, path)).toBe(value)
  })

  it('[QA1] finds several, however small the steps', () => {
    const paths = ['windows[1].exchange', 'windows[0].spreads[0].best_bid', 'opportunities']
    const scanned = scan(BODY, paths, 1)
    const values = paths.map((path) => scanned.spanOf(path)!)
    expect(values.map(({ start, end }) => BODY.slice(start, end))).toEqual([
      '"Bynance"',
      '1',
      '[ {"symbol": "A_B"} ]',
    ])
  })

  it('[QA3] a key that is written with escapes or twice is the one that JSON.parse takes', () => {
    expect(found('{"a\\u0062": 1}', 'ab')).toBe('1')
    expect(found('{"a": {"b": 1}, "a": {"b": 2}}', 'a.b')).toBe('2')
    expect(found('{"a": {"b": 1}, "a": {"c": 2}}', 'a.b')).toBe('{"c": 2}')
    expect(found('{"a": {"b": 1}, "a": 3}', 'a.b')).toBe('3')
    expect(found('{"__proto__": {"b": 1}}', '__proto__.b')).toBe('1')
  })

  it.each([
    '', ' ', '{', '[1,]', '{"a":1,}', '{"a" 1}', '{a:1}', '[1 2]', '{} {}', '"a', '"a\nb"', '"\\x"',
    '"\\u12g4"', '01', '1.', '-', '+1', '.5', 'nul', 'truee', '1a', 'NaN', '[', ']', '{"a":}', '"\\',
    "{'a':1}", '[1]]', '{"a":1', '{]', '[}', '\u00a01', '/* */ 1', '\ufeff{}',
  ])('[QA4] refuses %j, as JSON.parse does', (text) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
    expect(scan(text).fault).toBeDefined()
  }) // prettier-ignore

  it.each([
    '0', '-0.5E+7', '"\\u00e9\\n\\/"', '[]', '{}', ' [ { } , [ ] ] ', 'null', '{"":[true,false]}',
    '"\u2028"', '{"a":1,"a":2}', '"\\\\"', '["\\\\","\\""]',
  ])('[QA4] accepts %j, as JSON.parse does', (text) => {
    expect(() => JSON.parse(text)).not.toThrow()
    expect(scan(text, [], 1).fault).toBeUndefined()
  }) // prettier-ignore

  it('[QA4] agrees with JSON.parse on 5,000 damaged texts', () => {
    const random = new Random(7, 'damage')
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '-',
      '0',
      '1.5e3',
      'null',
      ' ',
      '\n',
      'x',
    ]
    const pick = (length: number) => Math.floor(random.next() * length)
    for (let round = 0; round < 5_000; round++) {
      let text = '{"a": [1, -2.5e1, "x\\n\\u00e9"], "b": {"c": null, "d": [true, {}]}, "e": []}'
      for (let damage = 0; damage <= pick(3); damage++) {
        const at = pick(text.length)
        text = text.slice(0, at) + pieces[pick(pieces.length)]! + text.slice(at + pick(3))
      }
      expect(scan(text).fault === undefined, text).toBe(isJson(text))
    }
  })

  it('[QA5] says what is wrong and where', () => {
    expect(scan('{"a": 1 "b": 2}').fault).toEqual({ at: 8, message: 'a comma or } is missing' })
    expect(scan('[1, 2').fault).toEqual({ at: 5, message: 'the text ends too early' })
    expect(scan('[1, x2]').fault).toEqual({ at: 4, message: 'not a value: x2' })
    expect(scan('{a: 1}').fault?.message).toBe('a key in double quotes is missing')
  })

  it('[QA6] tells long arrays with their entries, those within others as well', () => {
    const inner = `[${Array(40).fill('{"a": [1, 2]}').join(',')}]`
    const text = `{"x": ${inner}, "y": [${Array(31).fill(inner).join(',')}]}`
    const { longArrays } = scan(text)
    expect(longArrays.map(({ entries }) => entries)).toEqual([...Array(32).fill(40), 31])
    const { start, end } = longArrays[0]!
    expect(text.slice(start, end)).toBe(inner)
  })

  it('[QA7] depth costs no stack', () => {
    const depth = 200_000
    expect(scan('['.repeat(depth) + ']'.repeat(depth)).fault).toBeUndefined()
  })
})
