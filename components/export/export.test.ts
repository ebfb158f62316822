import { expect, it } from 'vitest'
import { csvText } from './csv'
import { ndjsonText } from './ndjson'
import { fileName } from './save-file'

it('[EV4] CSV quotes what needs it, keeps every digit and starts no formula', () => {
  const rows = [
    ['A, "B"', 0.1 + 0.2, NaN],
    ['=1+1', -0.5, undefined],
  ]
  expect(csvText(['name', 'spread', 'band'], rows)).toBe(
    'name,spread,band\r\n"A, ""B""",0.30000000000000004,\r\n\'=1+1,-0.5,\r\n',
  )
})

it('[EV4] NDJSON has an object a line; what is no number is null', () => {
  expect(ndjsonText([{ a: NaN, b: -Infinity }, { a: 1 }])).toBe('{"a":null,"b":null}\n{"a":1}\n')
})

it('[EV4] names of files have no character that a system refuses', () => {
  expect(fileName('csv', 'spread', 'BTC/USDT:A B:C')).toBe('spread-BTC-USDT-A-B-C.csv')
})
