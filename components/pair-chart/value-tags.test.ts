import { describe, expect, it } from 'vitest'
import { placeTags, placeTagsBeside, TAG_DISTANCE } from './value-tags'

const value = (y: number) => ({ y, isLevel: false })
const level = (y: number) => ({ y, isLevel: true })
const places = (tags: { y: number }[]) => tags.map(({ y }) => y)

describe(placeTags, () => {
  it('[PC2] tags that would cover each other move apart, in the order of their values', () => {
    const placed = places(placeTags([value(104), value(100), value(101)], 0, 400))
    expect(placed).toEqual([100, 116, 132])
  })

  it('[PC2] stay inside the axis', () => {
    expect(places(placeTags([value(-30), value(-20)], 0, 400))).toEqual([8, 24])
    expect(places(placeTags([value(399), value(420), value(398)], 0, 400))).toEqual([360, 376, 392])
  })

  it("[PC2] a level's tag gives way to a value's, two levels stay", () => {
    expect(places(placeTags([value(100), level(110), level(200)], 0, 400))).toEqual([100, 200])
    expect(places(placeTags([level(110), level(112)], 0, 400))).toEqual([110, 110 + TAG_DISTANCE])
  })

  it("[PC2] the crosshair's tag stays where it is, and nothing covers it", () => {
    const tags = [value(95), value(104), level(108), level(300)]
    expect(places(placeTagsBeside(tags, 100, 0, 400))).toEqual([84, 116, 300])
    expect(places(placeTagsBeside(tags, undefined, 0, 400))).toEqual([95, 111, 300])
  })
})
