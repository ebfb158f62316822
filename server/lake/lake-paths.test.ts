import type * as fileSystem from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { Lake } from './lake'
import { LakeFixture } from '../testing/lake-fixture'

const START = Date.UTC(2025, 10, 8, 12)
const CANARY = 666

/** Every path that was handed to the file system. */
const touched = vi.hoisted(() => new Set<string>())
vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof fileSystem>()
  const watched = (name: 'readdir' | 'open' | 'realpath' | 'stat' | 'lstat') => ({
    [name]: (file: string, ...rest: unknown[]) => {
      touched.add(file)
      return Reflect.apply(real[name], undefined, [file, ...rest])
    },
  })
  const names = ['readdir', 'open', 'realpath', 'stat', 'lstat'] as const
  return Object.assign({ ...real }, ...names.map(watched))
})

let lake: LakeFixture
beforeAll(async () => {
  lake = await LakeFixture.make()
  await lake.write('X', 'A/B', [[START, 1, 2]])
  // Whole lakes beside it: any step aside would find quotes.
  for (const name of ['secret', 'lake2']) {
    const outside = await LakeFixture.make(path.join(lake.outside, name))
    await outside.write('X', 'A/B', [[START, CANARY, CANARY + 1]])
  }
})
afterAll(() => lake[Symbol.asyncDispose]())

it('[LK15] no spelling of a name opens anything outside of the lake', async () => {
  const outside = path.join(lake.outside, 'secret/lake')
  const steps = [
    ...['..', '../..', '../secret/lake', '../lake2/lake', './../secret', '....//....//secret', '.'],
    ...['X/../../secret/lake/exchange=X', 'exchange=X/../../secret/lake/exchange=X', '..;/secret'],
    ...[outside, `${lake.root}/../secret/lake`, '/etc/passwd', '//etc/passwd', '~', '~root'],
    ...['file:///etc/passwd', '\\\\host\\share', 'C:\\Windows', '$HOME', '`id`', '$(id)', '-rf'],
    ...['*', '?', '[X]', '{X,Y}', '**/*', 'X*', '!X', '(X|Y)', 'X\\', '^X$', '.*', '%', '=', 'X='],
    ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', ' ', '\t', '\n', '\0', '#'],
    ...[
      'X\0',
      'X\0/../..',
      'X.',
      'X..',
      'X ',
      ' X',
      'X/',
      '/X',
      'X/.',
      'X\r\n',
      'X;Y',
      'X|Y',
      'X&Y',
    ],
    ...[
      '．．／secret',
      '․․/secret',
      '‥/secret',
      '。。/secret',
      '..∕secret',
      '..⁄secret',
      '\u202e..',
    ],
    ...['Ｘ', 'Χ', 'х', 'X\u0301', 'X\u200b', '\ufeffX', '%c0%ae%c0%ae%c0%afsecret'],
    ...['..%2fsecret', '%2e%2e%2fsecret', '..%5csecret', '%252e%252e%252fsecret', '..%u2215secret'],
    ...[
      '..#secret',
      '..#..#secret#lake',
      '#etc#passwd',
      '#..#',
      'A#..#B',
      '..\\secret',
      '..\\..\\',
    ],
    ...[
      'x'.repeat(300),
      'x'.repeat(100_000),
      '../'.repeat(5_000),
      'A/B/../../..',
      'A%2FB',
      'A%00B',
    ],
  ]
  const encoded = steps
    .filter((step) => step.length < 400)
    .flatMap((step) => [encodeURIComponent(step), encodeURIComponent(encodeURIComponent(step))])
  const spellings = new Set([...steps, ...encoded, '\ud800', '..\ud800/secret'])
  expect(spellings.size).toBeGreaterThan(150)

  const opened = new Lake({ root: lake.root })
  touched.clear()
  for (const spelling of spellings) {
    const names = [
      ...[
        [spelling, 'A/B'],
        ['X', spelling],
        [spelling, spelling],
        [`X/symbol=${spelling}`, 'A/B'],
      ],
      ...[
        ['X', `A/B/date=${spelling}`],
        [`${spelling}/exchange=X`, 'A/B'],
      ],
    ] as const
    for (const [exchange = '', symbol = ''] of names) {
      const leg = await opened.leg(exchange, symbol)
      for (const hour of (await leg?.hours(0, Number.MAX_SAFE_INTEGER)) ?? []) {
        const { columns } = await leg!.read(hour, new AbortController().signal)
        expect([...columns.bid]).toEqual([1])
      }
    }
  }
  // Only what listing has given, from the root on.
  const folder = path.dirname(lake.fileFor('X', 'A/B', START)).split('/')
  const allowed = [
    ...folder.map((_, depth) => lake.path(folder.slice(0, depth).join('/'))),
    ...[lake.path(folder.join('/')), lake.path(lake.fileFor('X', 'A/B', START))],
  ].map((file) => path.resolve(file))
  expect([...touched].filter((file) => !allowed.includes(path.resolve(file)))).toEqual([])
  expect(touched.has(lake.root)).toBe(true)
})

it.each([NaN, Infinity, -Infinity, -1, 1e300, 8.64e15 + 1])(
  '[LK15] no time does: %d',
  async (time) => {
    const leg = await new Lake({ root: lake.root }).leg('X', 'A/B')
    touched.clear()
    expect(Array.isArray(await leg!.hours(time, time))).toBe(true)
    expect([...touched].filter((file) => !file.startsWith(lake.root))).toEqual([])
  },
)
