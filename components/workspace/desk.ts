import * as z from 'zod'
import { SPREAD_KINDS, type SpreadKind } from '@/lib/market/spread-kind'
import { pairIdentity, parsePairKey } from '@/lib/market/pair'
import { WINDOWS, type GridWindow } from '../grid/grid-view'

export const MAX_WORKSPACES = 12
/** Each is a chart that is streamed and drawn while it is in view. */
export const MAX_CHARTS = 24
export const MAX_NAME_CHARACTERS = 40

/** Places of the grid that charts lie on. */
export const DESK_COLUMNS = 12
export const LEAST_WIDTH = 3
export const LEAST_HEIGHT = 4
export const MOST_HEIGHT = 20
const FIRST_WIDTH = 4
const FIRST_HEIGHT = 6
/** Far below what `MAX_CHARTS` of `MOST_HEIGHT` need. */
const MOST_ROWS = MAX_CHARTS * MOST_HEIGHT

const chartSchema = z.object({
  /** `SYMBOL:EXCHANGE1:EXCHANGE2`. */
  pair: z
    .string()
    .max(200)
    .refine((key) => parsePairKey(key) !== undefined, 'must be SYMBOL:EXCHANGE1:EXCHANGE2'),
  x: z
    .int()
    .min(0)
    .max(DESK_COLUMNS - 1),
  y: z.int().min(0).max(MOST_ROWS),
  w: z.int().min(LEAST_WIDTH).max(DESK_COLUMNS),
  h: z.int().min(LEAST_HEIGHT).max(MOST_HEIGHT),
})

const workspaceSchema = z.object({
  name: z.string().trim().min(1).max(MAX_NAME_CHARACTERS),
  spread: z.enum(SPREAD_KINDS),
  window: z.enum(WINDOWS),
  charts: z.array(chartSchema).max(MAX_CHARTS),
})

export const workspacesSchema = z.array(workspaceSchema).min(1).max(MAX_WORKSPACES)

/** What the browser keeps: never without a workspace. */
export const deskSchema = z.object({
  workspaces: workspacesSchema,
  /** The one that was shown last, and that charts are pinned to. */
  current: z.string(),
})

/** A pinned chart and where it lies, in places of the grid. No pair is on a workspace twice. */
export type PinnedChart = z.infer<typeof chartSchema>
/** Names differ, whatever their case. */
export interface Workspace {
  name: string
  spread: SpreadKind
  window: GridWindow
  charts: readonly PinnedChart[]
}
export interface Desk {
  readonly workspaces: readonly Workspace[]
  readonly current: string
}

export const FIRST_WORKSPACE: Workspace = {
  name: 'Workspace 1',
  spread: 'bid',
  window: '15m',
  charts: [],
}
export const FIRST_DESK: Desk = { workspaces: [FIRST_WORKSPACE], current: FIRST_WORKSPACE.name }

export function workspaceOf({ workspaces }: Desk, name: string): Workspace | undefined {
  return workspaces.find((each) => isSameName(each.name, name))
}

/** The one shown last; the first where that is gone. */
export function currentOf(desk: Desk): Workspace {
  return workspaceOf(desk, desk.current) ?? desk.workspaces[0] ?? FIRST_WORKSPACE
}

/** Undefined: there are as many as there may be. */
export function withNewWorkspace(desk: Desk): Desk | undefined {
  if (desk.workspaces.length >= MAX_WORKSPACES) return undefined
  const name = freeName(desk, `Workspace ${desk.workspaces.length + 1}`)
  const workspaces = [...desk.workspaces, { ...FIRST_WORKSPACE, name }]
  return { workspaces, current: name }
}

/** The name itself, or with a number that no other workspace has. */
export function freeName(desk: Pick<Desk, 'workspaces'>, wanted: string): string {
  const isTaken = (name: string) => desk.workspaces.some((each) => isSameName(each.name, name))
  if (!isTaken(wanted)) return wanted
  const base = wanted.replace(/ \d+$/, '').slice(0, MAX_NAME_CHARACTERS - 4)
  let number = 2
  while (isTaken(`${base} ${number}`)) number++
  return `${base} ${number}`
}

/** Undefined: the name is empty, or another workspace has it. */
export function withName(desk: Desk, workspace: Workspace, text: string): Desk | undefined {
  const name = text.trim().slice(0, MAX_NAME_CHARACTERS)
  const other = workspaceOf(desk, name)
  if (name === '' || (other !== undefined && other !== workspace)) return undefined
  const renamed = withWorkspace(desk, { ...workspace, name }, workspace.name)
  return { ...renamed, current: name }
}

/** `workspace` in place of the one called `name`. */
export function withWorkspace(desk: Desk, workspace: Workspace, name = workspace.name): Desk {
  const workspaces = desk.workspaces.map((each) => (isSameName(each.name, name) ? workspace : each))
  return { ...desk, workspaces }
}

export function withoutWorkspace(desk: Desk, workspace: Workspace): Desk {
  const workspaces = desk.workspaces.filter((each) => each !== workspace)
  const left = workspaces.length === 0 ? [FIRST_WORKSPACE] : workspaces
  return { workspaces: left, current: left[0]!.name }
}

export type PinOutcome = 'pinned' | 'was there' | 'full'

/** With a pair pinned below what is there. */
export function withPair(
  workspace: Workspace,
  pair: string,
): { workspace: Workspace; outcome: PinOutcome } {
  const { charts } = workspace
  if (hasChart(workspace, pair)) return { workspace, outcome: 'was there' }
  if (charts.length >= MAX_CHARTS) return { workspace, outcome: 'full' }
  const place = freePlace(charts)
  const chart = { pair, ...place, w: FIRST_WIDTH, h: FIRST_HEIGHT }
  return { workspace: { ...workspace, charts: [...charts, chart] }, outcome: 'pinned' }
}

/** With a pair under the name that the server has for it, wherever it is pinned. */
export function withSpelling(desk: Desk, pair: string, spelled: string): Desk {
  if (pair === spelled || identityOf(pair) !== identityOf(spelled)) return desk
  const workspaces = desk.workspaces.map((workspace) => ({
    ...workspace,
    charts: workspace.charts.map((chart) =>
      chart.pair === pair ? { ...chart, pair: spelled } : chart,
    ),
  }))
  return { ...desk, workspaces }
}

export function hasChart({ charts }: Workspace, pair: string): boolean {
  return charts.some((chart) => identityOf(chart.pair) === identityOf(pair))
}

/** Beside the charts of the last row where there is room, else below all. */
function freePlace(charts: readonly PinnedChart[]): { x: number; y: number } {
  const lastY = Math.max(0, ...charts.map(({ y }) => y))
  const row = charts.filter(({ y }) => y === lastY)
  const right = Math.max(0, ...row.map(({ x, w }) => x + w))
  if (right + FIRST_WIDTH <= DESK_COLUMNS) return { x: right, y: lastY }
  return { x: 0, y: Math.max(0, ...charts.map(({ y, h }) => y + h)) }
}

function isSameName(name1: string, name2: string): boolean {
  return name1.toLowerCase() === name2.toLowerCase()
}

function identityOf(key: string): string {
  const pair = parsePairKey(key)
  return pair === undefined ? key : pairIdentity(pair)
}
