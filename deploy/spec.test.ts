import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from './bundle.mjs'
import { readSourceFiles } from './source-files'

const SPEC_FOLDER = path.join(ROOT, 'docs/spec')
const RULE = /^- ([A-Z]+\d+): /gm
/** The ids that open a title: `'[WN3] ...'`, `'[WN3][WN4] ...'`. */
const TITLE = /['"`]((?:\[[A-Z]+\d+\] ?)+)/g

it('[TREE7] every rule of docs/spec has a test, and every id in a test is a rule', () => {
  const rules = readdirSync(SPEC_FOLDER).flatMap((name) =>
    idsIn(readFileSync(path.join(SPEC_FOLDER, name), 'utf8'), RULE),
  )
  expect(rules.filter((id, at) => rules.indexOf(id) !== at)).toEqual([])

  const tests = readSourceFiles().filter((file) => file.isTest)
  const tested = new Set(tests.flatMap((file) => idsIn(file.text, TITLE)))
  expect({
    rulesWithoutTest: rules.filter((id) => !tested.has(id)),
    idsWithoutRule: [...tested].filter((id) => !rules.includes(id)),
  }).toEqual({ rulesWithoutTest: [], idsWithoutRule: [] })
})

function idsIn(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ([, ids]) => ids ?? '').flatMap(
    (ids) => ids.match(/[A-Z]+\d+/g) ?? [],
  )
}
