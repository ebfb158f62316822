import { describe, expect, it } from 'vitest'
import {
  currentOf,
  FIRST_DESK,
  MAX_CHARTS,
  MAX_WORKSPACES,
  withName,
  withNewWorkspace,
  withoutWorkspace,
  withPair,
  withSpelling,
  type Desk,
  type Workspace,
} from './desk'
import { deskFile, withDeskFile } from './desk-file'

const first = currentOf(FIRST_DESK)

function pinned(count: number): Workspace {
  let workspace = first
  for (let index = 0; index < count; index++) {
    ;({ workspace } = withPair(workspace, `S${index}_USDT:Binance:Bybit`))
  }
  return workspace
}

describe('workspaces', () => {
  it('[EV11] a pair is pinned once, where there is room, up to the limit', () => {
    const { charts } = pinned(4)
    expect(charts.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [4, 0],
      [8, 0],
      [0, 6],
    ])
    expect(withPair(pinned(4), 'S1/USDT:BINANCE:Bybit').outcome).toBe('was there')
    expect(withPair(pinned(MAX_CHARTS), 'X_USDT:Binance:Bybit').outcome).toBe('full')
  })

  it('[EV27] a pair is kept in the spelling of the server, and in no other name', () => {
    const { workspaces } = withSpelling(
      { workspaces: [pinned(2)], current: '' },
      'S1_USDT:Binance:Bybit',
      'S1USDT:BINANCE:BYBIT',
    )
    expect(workspaces[0]!.charts.map(({ pair }) => pair)).toEqual([
      'S0_USDT:Binance:Bybit',
      'S1USDT:BINANCE:BYBIT',
    ])
    expect(withSpelling(FIRST_DESK, 'S1:A:B', 'S2:A:B')).toBe(FIRST_DESK)
  })

  it('[EV11] names differ, there are at most so many, and one is always there', () => {
    let desk: Desk = FIRST_DESK
    for (let count = 1; count < MAX_WORKSPACES; count++) desk = withNewWorkspace(desk)!
    expect(new Set(desk.workspaces.map(({ name }) => name)).size).toBe(MAX_WORKSPACES)
    expect(withNewWorkspace(desk)).toBeUndefined()
    expect(withName(desk, desk.workspaces[1]!, ' workspace 1 ')).toBeUndefined()
    expect(withName(desk, desk.workspaces[1]!, '  ')).toBeUndefined()
    expect(withName(desk, desk.workspaces[1]!, ' Majors ')).toMatchObject({ current: 'Majors' })
    expect(withoutWorkspace(FIRST_DESK, first).workspaces).toHaveLength(1)
  })
})

describe(withDeskFile, () => {
  const file = deskFile({ workspaces: [{ ...first, charts: pinned(2).charts }], current: '' })

  it('[EV12] what was saved is read back behind what is there, under a free name', () => {
    const read = withDeskFile(FIRST_DESK, file)
    expect(read).toMatchObject({
      added: 1,
      desk: { workspaces: [first, { name: 'Workspace 2', charts: pinned(2).charts }] },
    })
  })

  it('[EV12] a file that is not in order is told by field and value', () => {
    const broken = JSON.parse(file)
    broken.workspaces[0].charts[1].w = 40
    expect(withDeskFile(FIRST_DESK, JSON.stringify(broken))).toEqual({
      fault: expect.stringMatching(/^workspaces\.0\.charts\.1\.w is 40: .*12/),
    })
    expect(withDeskFile(FIRST_DESK, '{"kind":"spreadscope-workspaces"}')).toEqual({
      fault: expect.stringMatching(/^version is missing/),
    })
    expect(withDeskFile(FIRST_DESK, '{')).toEqual({ fault: 'The file is no JSON.' })
    const full = { ...FIRST_DESK, workspaces: Array.from({ length: MAX_WORKSPACES }, () => first) }
    expect(withDeskFile(full, file)).toEqual({ fault: expect.stringContaining('at most 12') })
  })
})
