import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { QaDesk } from './qa-desk'
import { eventually } from '@/server/testing/eventually'

const LOADED = {
  status: 'mock data loaded',
  opportunities: 1,
  windows: 0,
  points: 0,
  largest_window_points: 0,
  rejected: {},
  dropped_bars: 0,
  bytes: 0,
  loaded_at: null,
  expires_at: null,
}

function setup() {
  const onLoaded = vi.fn<() => void>()
  const desk = new QaDesk(onLoaded)
  return { desk, onLoaded, state: () => desk.store.getState() }
}

describe(QaDesk, () => {
  const fetched = vi.fn<typeof fetch>()
  beforeEach(() => vi.stubGlobal('fetch', fetched.mockReset()))
  afterEach(() => vi.unstubAllGlobals())

  it('[QA18] a chosen scenario becomes the text, and the text what is sent', async () => {
    const { desk, onLoaded, state } = setup()
    await desk.choose('empty')
    expect(state()).toMatchObject({ scenario: 'empty', busy: undefined })
    expect(state().document).toMatchObject({ name: 'Empty', fault: undefined })

    fetched.mockResolvedValue(Response.json(LOADED))
    await desk.send('load')
    expect(state().outcome).toMatchObject({ isSound: true })
    expect(onLoaded).toHaveBeenCalledOnce()
    const [address, init] = fetched.mock.calls[0]!
    expect([address, init?.method]).toEqual(['/api/test/load_mock_data', 'POST'])
    expect(init?.body).toBe(state().document!.lines.text)

    await desk.send('check')
    expect(fetched.mock.calls[1]![0]).toBe('/api/test/load_mock_data?dry_run=true')
  })

  it('[QA19] another seed makes the chosen scenario anew', async () => {
    const { desk, state } = setup()
    await desk.choose('one-point')
    const before = state().document!.lines.text
    desk.setSeed(8)
    await eventually(() => expect(state().busy).toBeUndefined())
    expect(state().document!.lines.text).not.toBe(before)
  })

  it('[QA20] the last wish counts', async () => {
    const { desk, state } = setup()
    const first = desk.choose('calm')
    const second = desk.takeText('pasted text', '{}')
    await Promise.all([first, second])
    expect(state()).toMatchObject({ scenario: undefined, document: { name: 'pasted text' } })
  })

  it('[QA21] a file that is too large is not read, one that is no text is told', async () => {
    const { desk, state } = setup()
    const large = new File([new Uint8Array(10 * 1024 ** 2 + 1)], 'large.json')
    const read = vi.spyOn(large, 'arrayBuffer')
    await desk.takeFile(large)
    expect(state().outcome?.words).toBe(
      'It has 10\u202f485\u202f761 bytes, at most 10\u202f485\u202f760 can be loaded',
    )
    expect(read).not.toHaveBeenCalled()

    await desk.takeFile(new File([new Uint8Array([0xff, 0xfe])], 'odd.json'))
    expect(state().outcome?.words).toBe('odd.json cannot be read as text in UTF-8')
    expect(state()).toMatchObject({ document: undefined, busy: undefined })
  })

  it('[QA22] what is no JSON is told at once and never sent', async () => {
    const { desk, state } = setup()
    await desk.takeText('pasted text', '{\n "a": 1,\n}')
    expect(state().outcome).toMatchObject({ words: 'This is not JSON', faults: [{ line: 3 }] })
    await desk.send('load')
    expect(fetched).not.toHaveBeenCalled()
  })

  it('[QA23] says when the server refuses or does not answer', async () => {
    const { desk, state } = setup()
    await desk.takeText('pasted text', '{}')
    fetched.mockResolvedValueOnce(Response.json({ detail: 'a load is running' }, { status: 409 }))
    await desk.send('load')
    expect(state().outcome?.words).toBe('The server refused it: a load is running')
    fetched.mockRejectedValueOnce(new TypeError('network'))
    await desk.send('load')
    expect(state().outcome?.words).toBe('The server does not answer, nothing was loaded')
    expect(state().busy).toBeUndefined()
  })
})
