import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventually } from './testing/eventually'
import { Program, request } from './testing/program'
import { quoteFrame, startQuoteFeed } from './testing/quote-feed'

const healthSchema = z.object({
  recorder: z.looseObject({ state: z.string(), reason: z.string().nullish(), rows: z.number() }),
  feed: z.object({ state: z.string() }),
})
const MIB = 1024 * 1024

const disk = mkdtempSync(path.join(os.tmpdir(), 'full-disk-'))
const isMounted = mountTmpfs()

/** Only root may; elsewhere the rule is tested with errors of a made-up file system alone. */
function mountTmpfs(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe.skipIf(!isMounted)('a disk that is full (tmpfs of 4 MiB)', () => {
  let feed: Awaited<ReturnType<typeof startQuoteFeed>>
  beforeAll(async () => {
    feed = await startQuoteFeed()
  })
  afterAll(() => feed.stop())

  it('[RC8] stops recording, not the server; it goes on when there is room', async () => {
    const env = { RECORD: 'true', LAKE_DIR: path.join(disk, 'lake'), AGGREGATOR_URL: feed.url }
    const ballast = path.join(disk, 'ballast')
    await using program = new Program(['--no-pages'], env)
    const url = await program.ready()
    const health = async () => healthSchema.parse(await json(await request(`${url}/api/health`)))
    await eventually(() => expect(feed.clients.size).toBe(1))
    // As many as make a file full, so that it is written at once.
    const send = () => feed.send(...Array<string>(10_000).fill(quoteFrame({})))
    expect(() => writeFileSync(ballast, Buffer.alloc(8 * MIB))).toThrow('ENOSPC')
    send()
    await eventually(async () => expect((await health()).recorder.state).toBe('stopped'))
    const { recorder, feed: state } = await health()
    expect(recorder.reason).toBe('no space is left (ENOSPC)')
    expect(state.state).toBe('connected')
    const said = () => program.stderr.match(/recording into [^"]* stopped: [^"]*/g)
    expect(said()).toEqual([
      `recording into ${env.LAKE_DIR} stopped: no space is left (ENOSPC); tried again every 10 s`,
    ])
    unlinkSync(ballast)
    await eventually(async () => expect((await health()).recorder.state).toBe('recording'))
    expect(program.stderr).toContain(`recording into ${env.LAKE_DIR} goes on; rows not recorded`)
    send()
    await eventually(async () => expect((await health()).recorder.rows).toBe(10_000))
    program.child.kill('SIGTERM')
    expect(await program.ended).toBe(0)
    expect(said()).toHaveLength(1)
    expect(readdirSync(path.join(env.LAKE_DIR, '.recording'))).toEqual([])
  })
})

afterAll(() => {
  if (isMounted) execFileSync('umount', [disk])
  rmSync(disk, { recursive: true, force: true })
})
