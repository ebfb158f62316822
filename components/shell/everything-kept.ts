import * as z from 'zod'
import { feesStore } from '../fees/fees-store'
import { display } from '../kept/display'
import { favourites } from '../kept/favourites'
import type { KeptStore } from '../kept/kept-store'
import { muted } from '../kept/muted'
import type { PairList } from '../kept/pair-list'
import { trusted } from '../kept/trusted'
import { keptColumns } from '../screener/kept-columns'
import {
  applyPalette,
  applyTheme,
  PALETTES,
  paletteInForce,
  THEMES,
  themeInForce,
} from '../ui/theme'
import { desk } from '../workspace/desk-store'

/** One of the things that this browser keeps for a person. */
export interface KeptThing {
  /** Its name in a file. */
  key: string
  title: string
  /** How much of it there is: `3 pairs`. */
  words: () => string
  value: () => unknown
  /** Of all that `put` takes. */
  schema: z.ZodType
  /** What `schema` parsed. */
  put: (value: unknown) => void
  forget: () => void
}

const lookSchema = z.object({ theme: z.enum(THEMES), palette: z.enum(PALETTES) })
type KeptLook = z.infer<typeof lookSchema>

function setLook({ theme, palette }: KeptLook): void {
  applyTheme(theme)
  applyPalette(palette)
}

/** In the order in which they are listed. */
export const EVERYTHING_KEPT: readonly KeptThing[] = [
  kept('Favourites', favourites, pairWords),
  kept('Muted pairs', muted, pairWords),
  kept('Trusted to be one asset', trusted, pairWords),
  kept('Fees of your own', feesStore, ({ own }) => counted(Object.keys(own).length, 'exchange')),
  kept('Workspaces of the desk', desk, ({ workspaces }) => {
    const charts = workspaces.reduce((sum, workspace) => sum + workspace.charts.length, 0)
    return `${counted(workspaces.length, 'workspace')}, ${counted(charts, 'chart')}`
  }),
  kept('Columns of the screener', keptColumns, ({ columns }) => counted(columns.length, 'column')),
  kept('Times and flashes', display, ({ zone, flashes }) =>
    [zone === 'UTC' ? 'UTC' : 'local', flashes ? 'flashing' : 'calm'].join(', '),
  ),
  {
    ...{ key: 'look', title: 'Theme and colours', schema: lookSchema },
    words: () => `${themeInForce()}, ${paletteInForce()}`,
    value: (): KeptLook => ({ theme: themeInForce(), palette: paletteInForce() }),
    put: (value) => setLook(lookSchema.parse(value)),
    forget: () => setLook({ theme: 'system', palette: 'standard' }),
  },
]

/** Forgets all. The answer brings it back. */
export function forgetEverything(): () => void {
  const before = EVERYTHING_KEPT.map((thing) => ({ thing, value: thing.value() }))
  for (const thing of EVERYTHING_KEPT) thing.forget()
  return () => {
    for (const { thing, value } of before) thing.put(value)
  }
}

function kept<T extends object>(
  title: string,
  store: KeptStore<T>,
  words: (state: T) => string,
): KeptThing {
  const { key, schema } = store
  return {
    ...{ key, title, schema },
    words: () => words(store.getState()),
    value: () => store.getState(),
    put: (value) => store.setState(schema.parse(value), true),
    forget: () => store.forget(),
  }
}

function pairWords({ pairs }: PairList): string {
  return counted(pairs.length, 'pair')
}

/** `none`, `1 pair`, `2 pairs`. */
function counted(count: number, word: string): string {
  if (count === 0) return 'none'
  return count === 1 ? `1 ${word}` : `${count} ${word}s`
}
