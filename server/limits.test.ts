import { describe, expect, it } from 'vitest'
import { tableOf } from '@/deploy/readme-table'
import { readConfig } from './config'
import { LIMITS } from './limits'

/** `memory of all windows, MiB`, `sendings of a pair, ms apart`: a name and its unit. */
const UNIT = /, (MiB|KiB|bytes|minutes|seconds|ms)(?: apart)?$/
const SCALE: Readonly<Record<string, number>> = {
  ...{ MiB: 1024 * 1024, KiB: 1024, minutes: 60 },
}

const rows = tableOf('Limits').map(([name = '', value = '', variable = '']) => {
  const unit = UNIT.exec(name)?.[1] ?? ''
  return {
    name: name.replace(UNIT, ''),
    variable: variable === '' ? null : variable.replaceAll('`', ''),
    limit: Number(value.replaceAll(/[` ]/g, '')) * (SCALE[unit] ?? 1),
  }
})

describe('the limits', () => {
  it("[MO12] are those of the README's table", async () => {
    const result = await readConfig({}, [])
    if (result.kind !== 'config') throw new Error(JSON.stringify(result))
    const limits = LIMITS.map(({ name, variable, limit }) => {
      return { name, variable, limit: typeof limit === 'number' ? limit : limit(result.config) }
    })
    expect(limits).toEqual(limits.map(({ name }) => rows.find((row) => row.name === name)))
  })

  it('[MO12] leave out no variable of it', () => {
    const variables = rows.flatMap(({ variable }) => variable ?? [])
    expect(LIMITS.flatMap(({ variable }) => variable ?? []).toSorted()).toEqual(
      variables.toSorted(),
    )
  })
})
