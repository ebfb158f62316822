import { appendFile, mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newestFile } from './newest-file'
import { readOpportunityFile } from './opportunity-file'
import { OpportunityFolder } from './opportunity-folder'
import { eventually } from '../testing/eventually'

vi.mock('./opportunity-file', { spy: true })

const HEADER = 'symbol,exchange1,exchange2,opportunity_cycles_040bp\n'
const LOOK_MS = 10

const undo: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

async function setup(files: Record<string, string> | undefined = {}) {
  const root = await mkdtemp(path.join(tmpdir(), 'opportunities-'))
  undo.push(() => rm(root, { recursive: true }))
  const dir = path.join(root, 'lists')
  let ageS = 1_000
  /** Each file is newer than those before. */
  const put = async (name: string, text: string) => {
    const file = path.join(dir, name)
    await writeFile(`${file}.part`, text)
    const modified = Date.now() / 1_000 - ageS--
    await utimes(`${file}.part`, modified, modified)
    await rename(`${file}.part`, file)
  }
  await mkdir(dir)
  for (const [name, text] of Object.entries(files)) await put(name, text)
  const onChange = vi.fn<() => void>()
  const onFault = vi.fn<(fault: string) => void>()
  const options = { folder: dir, minCycles: 40, lookMs: LOOK_MS, onChange, onFault }
  const folder = new OpportunityFolder(options)
  undo.push(() => folder.stop())
  const symbols = () => folder.loaded?.opportunities.map(({ symbol }) => symbol)
  return { dir, put, folder, symbols, onChange, onFault }
}

describe(OpportunityFolder, () => {
  it('[OP8] takes the newest list by time of modification when it starts', async () => {
    const { folder, symbols, put, dir } = await setup({
      'z.csv': `${HEADER}OLD_U,X,Y,50\n`,
      'a.CSV': `${HEADER}NEW_U,X,Y,50\n`,
    })
    await put('.draft.csv', 'x')
    await put('list.csv.bak', 'x')
    await mkdir(path.join(dir, 'folder.csv'))
    await folder.start()
    expect(symbols()).toEqual(['NEW_U'])
    expect(folder.loaded).toMatchObject({ file: { name: 'a.CSV' }, rowsRead: 1 })
  })

  it('[OP8] takes the last by name of equally old ones', async () => {
    const { dir } = await setup({ 'a.csv': 'x', 'c.csv': 'x', 'b.csv': 'x' })
    for (const name of ['a.csv', 'b.csv', 'c.csv']) await utimes(path.join(dir, name), 5, 5)
    expect((await newestFile(dir))?.name).toBe('c.csv')
  })

  it('[OP9] has none without a folder or a file, and finds both when they come', async () => {
    const { folder, symbols, put, dir, onChange } = await setup()
    await rm(dir, { recursive: true })
    await folder.start()
    expect([folder.loaded, folder.fault]).toEqual([undefined, undefined])
    await mkdir(dir)
    await put('a.csv', `${HEADER}A_U,X,Y,50\n`)
    await eventually(() => expect(symbols()).toEqual(['A_U']))
    await rm(dir, { recursive: true })
    await eventually(() => expect(folder.loaded).toBeUndefined())
    await mkdir(dir)
    await put('b.csv', `${HEADER}B_U,X,Y,50\n`)
    await eventually(() => expect(symbols()).toEqual(['B_U']))
    expect(onChange).toHaveBeenCalledTimes(3)
    expect(folder.fault).toBeUndefined()
  })

  it('[OP9] takes a newer file, and the older one again when that is removed', async () => {
    const { folder, symbols, put, dir } = await setup({ 'a.csv': `${HEADER}A_U,X,Y,50\n` })
    await folder.start()
    await put('b.csv', `${HEADER}B_U,X,Y,50\n`)
    await eventually(() => expect(symbols()).toEqual(['B_U']))
    await rm(path.join(dir, 'b.csv'))
    await eventually(() => expect(symbols()).toEqual(['A_U']))
  })

  it('[OP10] a broken newer file leaves the list in force and is told once', async () => {
    const { folder, symbols, put, dir, onFault, onChange } = await setup({
      'a.csv': `${HEADER}A_U,X,Y,50\n`,
    })
    await folder.start()
    const before = folder.loaded
    await put('b.csv', `${HEADER}B_U,X,Y,many\n`)
    const fault =
      'b.csv: line 2, column opportunity_cycles_040bp: must be a number of at least 0, is "many"'
    await eventually(() => expect(folder.fault).toBe(fault))
    expect(folder.loaded).toBe(before)

    await rm(path.join(dir, 'b.csv'))
    await eventually(() => expect(folder.fault).toBeUndefined())
    expect(folder.loaded).toBe(before)
    expect(onFault.mock.calls).toEqual([[fault]])
    expect(onChange).toHaveBeenCalledTimes(1)

    await put('c.csv', 'nothing')
    await eventually(() => expect(folder.fault).toContain('c.csv: line 1'))
    await put('c.csv', `${HEADER}C_U,X,Y,50\n`)
    await eventually(() => expect(symbols()).toEqual(['C_U']))
    expect(folder.fault).toBeUndefined()
  })

  it('[OP10] a folder that is none is told', async () => {
    const { folder, dir, onFault } = await setup()
    await rm(dir, { recursive: true })
    await writeFile(dir, 'a file')
    await folder.start()
    expect(folder.fault).toContain(`The folder ${dir} cannot be read`)
    await rm(dir)
    await eventually(() => expect(folder.fault).toBeUndefined())
    expect(onFault).toHaveBeenCalledTimes(1)
  })

  it('[OP6] a file above the limit of bytes is not read', async () => {
    const { folder } = await setup({ 'a.csv': HEADER + 'x'.repeat(8 * 1024 * 1024) })
    await folder.start()
    expect(folder.fault).toMatch(/^a\.csv: it has \d+ bytes, at most 8388608 are read$/)
  })

  describe('look by look', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
    afterEach(() => void vi.useRealTimers())

    async function look(): Promise<void> {
      vi.advanceTimersByTime(LOOK_MS)
      while (vi.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve))
    }

    it('[OP11] a file is read when two looks have found it the same', async () => {
      const { folder, symbols, dir, onFault } = await setup()
      const file = path.join(dir, 'a.csv')
      await folder.start()
      for (const part of [HEADER, 'A_U,X,Y,50', '\nB_U,X,Y', ',60\n']) {
        await appendFile(file, part)
        await look()
        expect([folder.loaded, folder.fault]).toEqual([undefined, undefined])
      }
      await look()
      expect(symbols()).toEqual(['B_U', 'A_U'])
      expect(onFault).not.toHaveBeenCalled()
    })

    it('[OP11] a file that stands still is read once, whether it can be used or not', async () => {
      const read = vi.mocked(readOpportunityFile)
      const { folder, put } = await setup({ 'a.csv': `${HEADER}A_U,X,Y,50\n` })
      read.mockClear()
      await folder.start()
      for (let looks = 0; looks < 3; looks++) await look()
      expect(read).toHaveBeenCalledTimes(1)
      await put('b.csv', 'broken')
      for (let looks = 0; looks < 5; looks++) await look()
      expect(folder.fault).toContain('b.csv')
      expect(read).toHaveBeenCalledTimes(2)
    })
  })

  it('[OP12] stopped, it tells nothing more and leaves no timer', async () => {
    const { folder, put, onChange, onFault } = await setup({ 'a.csv': `${HEADER}A_U,X,Y,50\n` })
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout')
    const before = timers().length
    await folder.start()
    expect(timers().length).toBe(before + 1)
    folder.stop()
    folder.stop()
    expect(timers().length).toBe(before)
    await put('b.csv', 'broken')
    const starting = folder.start()
    await starting
    expect(timers().length).toBe(before)
    expect(onChange).toHaveBeenCalledTimes(1)
    expect(onFault).not.toHaveBeenCalled()
  })
})
