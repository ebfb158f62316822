import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { HttpProblem } from '@/lib/protocol/http-problem'
import { BodyMeter } from './body-meter'

it('[MO18] knows the longest body, and how many were too long', async () => {
  const bodies = [3, 8, 5, new HttpProblem(413, 'too long'), new HttpProblem(400, 'early')]
  const meter = new BodyMeter(() => {
    const next = bodies.shift()
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(new Uint8Array(next ?? 0))
  })
  const request = new IncomingMessage(new Socket())
  for (const length of [3, 8, 5]) {
    expect((await meter.read(request, 10)).length).toBe(length)
  }
  await expect(meter.read(request, 10)).rejects.toMatchObject({ status: 413 })
  await expect(meter.read(request, 10)).rejects.toMatchObject({ status: 400 })
  expect([meter.longestBytes, meter.refused]).toEqual([8, 1])
})
