import { expect, it } from 'vitest'
import { MIB } from './megabytes'
import { memoryThresholdMb } from './memory-threshold'

it.each([
  ['of the container is lower', 512 * MIB, 409],
  ['configured is lower', 1_024 * MIB, 512],
  ['configured is the only one: no limit is known', 0, 512],
  ['configured is the only one: the limit is none', 18_446_744_073_709_552_000, 512],
])('[MG8] the threshold that is %s', (_, containerBytes, expected) => {
  expect(memoryThresholdMb(512, containerBytes)).toBe(expected)
})
