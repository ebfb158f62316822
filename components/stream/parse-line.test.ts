import { expect, it } from 'vitest'
import { parseStreamLine } from './parse-line'
import { barsFields, barsLine, feedLine, helloLine, seriesLine } from './testing/stream-lines'

it('[BS1] takes every line that the server writes', () => {
  const lines = [
    helloLine(0, ['A:X:Y']),
    seriesLine(1, 'A:X:Y'),
    barsLine(2, 'A:X:Y'),
    '{"seq":3,"type":"gap","pair":"A:X:Y","from":5,"to":null,"cause":"feed_down"}',
    feedLine(4),
    '{"seq":5,"type":"end","reason":"shutdown"}',
  ]
  expect(lines.map((line) => parseStreamLine(line)?.line?.type)).toEqual([
    'hello',
    'series',
    'bars',
    'gap',
    'feed',
    'end',
  ])
})

it('[BS1] numbers a line of a type it does not know, and ignores fields it does not know', () => {
  expect(parseStreamLine('{"seq":7,"type":"later","x":1}')).toEqual({ seq: 7, line: undefined })
  const known = JSON.stringify({ seq: 8, ...barsFields('A:X:Y', [[1, 2]]), later: true })
  expect(parseStreamLine(known)?.line?.type).toBe('bars')
})

it.each([
  ['no JSON', '{"seq":1,'],
  ['no object', '42'],
  ['a field missing', '{"seq":1,"type":"gap","pair":"A:X:Y","from":5}'],
  [
    'a text for a number',
    JSON.stringify({ seq: 1, ...barsFields('A:X:Y', [[1, 2]]), last: ['2'] }),
  ],
  ['ragged columns', JSON.stringify({ seq: 1, ...barsFields('A:X:Y', [[1, 2]]), last: [] })],
])('[BS1] refuses %s', (_what, text) => {
  expect(parseStreamLine(text)).toBeUndefined()
})
