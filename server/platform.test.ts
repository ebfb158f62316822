import { expect, it } from 'vitest'
import { checkPlatform } from './platform'

it('[MP7] refuses a Node.js that is too old, and says which one is needed', () => {
  for (const version of ['20.9.0', '20.20.2', '22.0.0', '24.1.0']) checkPlatform(version)
  for (const version of ['20.8.1', '18.20.0', '9.11.2']) {
    expect(() => checkPlatform(version)).toThrow(`20.9 or later is needed, this is ${version}.`)
  }
})
