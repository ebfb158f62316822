import { describe, expect, it } from 'vitest'
import { isTermName, TERM_GROUPS, TERMS, type TermName } from './terms'

const names = Object.keys(TERMS).filter(isTermName)
/** What a name ends in says its unit. */
const UNIT_OF_ENDING: readonly [ending: RegExp, unit: string][] = [
  [/PctS$/, '% s'],
  [/Pct$/, '%'],
  [/Ms$/, 'ms'],
  [/(Seconds|[a-z]S)$/, 's'],
  [/PerMinute$/, '/min'],
  [/PerSecond$/, '/s'],
]

describe('terms', () => {
  it.each(names)('[TERM1] %s has a title, and one or two plain sentences', (name) => {
    const { title, definition } = TERMS[name]
    expect(title).toMatch(/^[A-Za-z0-9]/)
    expect(definition).toMatch(/^[A-Z0-9].*\.$/)
    expect(definition.split(/[.;] /).length).toBeLessThanOrEqual(3)
    expect(definition).not.toMatch(/[!]|—/)
  })

  it.each(names)('[TERM2] the unit of %s is the one in its name', (name) => {
    const [, unit] = UNIT_OF_ENDING.find(([ending]) => ending.test(name)) ?? []
    if (unit !== undefined) expect(TERMS[name].unit).toBe(unit)
    else expect(['', '%', '/s']).toContain(TERMS[name].unit)
  })

  it('[TERM3] each stands in one group, and titles differ', () => {
    const grouped: TermName[] = TERM_GROUPS.flatMap((group) => group.names)
    expect(grouped.toSorted()).toEqual(names.toSorted())
    expect(new Set(names.map((name) => TERMS[name].title)).size).toBe(names.length)
    expect(['toString', 'nothing'].some(isTermName)).toBe(false)
  })
})
