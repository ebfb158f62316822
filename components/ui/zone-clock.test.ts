import { expect, it } from 'vitest'
import { isZone, ZoneClock } from './zone-clock'

const TIME = Date.parse('2025-11-19T23:30:07Z') / 1_000

it('[HP3] writes and reads times in any zone', () => {
  expect(new ZoneClock('UTC').point(TIME)).toBe('19 Nov 23:30:07')
  const tokyo = new ZoneClock('Asia/Tokyo')
  expect(tokyo.point(TIME - 7)).toBe('20 Nov 08:30')
  expect(tokyo.tick(Date.parse('2025-11-19T15:00:00Z') / 1_000, 3_600)).toBe('20 Nov')
  for (const zone of ['UTC', 'Asia/Tokyo', 'Asia/Kathmandu', 'America/New_York']) {
    const clock = new ZoneClock(zone)
    expect(clock.fromField(clock.field(TIME))).toBe(TIME - 7)
  }
  expect(['UTC', 'local', 'Europe/Berlin', 'Nowhere'].map(isZone)).toEqual([
    true,
    true,
    true,
    false,
  ])
})

it('[HP3] follows the change of the clocks', () => {
  const berlin = new ZoneClock('Europe/Berlin')
  const summer = Date.parse('2025-10-26T00:30:00Z') / 1_000
  expect(berlin.minute(summer)).toBe('02:30')
  expect(berlin.minute(summer + 3_600)).toBe('02:30')
  expect(berlin.minute(summer + 7_200)).toBe('03:30')
})
