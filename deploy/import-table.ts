/** A place of the project and the places whose files it may import, besides its own. */
interface Place {
  prefix: string
  mayImport: readonly string[]
}

/** docs/design.md "Places". Of several prefixes that fit a file the longest is its place. */
const PLACES: readonly Place[] = [
  { prefix: 'lib/market/', mayImport: [] },
  { prefix: 'lib/window/', mayImport: [] },
  { prefix: 'lib/spread/', mayImport: ['lib/market/', 'lib/window/'] },
  { prefix: 'lib/protocol/', mayImport: ['lib/market/'] },
  { prefix: 'lib/socket/', mayImport: [] },
  { prefix: 'lib/lake/', mayImport: ['lib/market/'] },
  { prefix: 'lib/scenario/', mayImport: ['lib/market/', 'lib/protocol/', 'lib/spread/'] },
  { prefix: 'server/', mayImport: ['server/', 'lib/'] },
  { prefix: 'server/testing/', mayImport: ['lib/'] },
  { prefix: 'components/', mayImport: ['lib/'] },
  { prefix: 'components/stream/', mayImport: ['lib/'] },
  { prefix: 'app/', mayImport: ['components/', 'lib/'] },
  { prefix: 'e2e/', mayImport: ['lib/protocol/', 'lib/scenario/'] },
  { prefix: 'bench/', mayImport: ['server/', 'lib/'] },
  // Where a browser is found is known to the set-up.
  { prefix: 'bench/browser/', mayImport: ['bench/', 'server/', 'lib/', 'deploy/setup/'] },
  // Only its tests: they compare the README with the settings.
  { prefix: 'deploy/', mayImport: ['server/settings.ts'] },
]

/** Files directly under `server/` are the composition root; every folder there is a box. */
const BOX = /^server\/([^/]+)\//

/** Tests may start the sockets of `server/testing/` and read what the tooling knows. */
const TESTS_MAY_IMPORT = ['server/testing/', 'deploy/']

/** The place of a file as a prefix; undefined when the table has none for it. */
export function placeOf(file: string): string | undefined {
  const box = BOX.exec(file)?.[0]
  return box ?? findPlace(file)?.prefix
}

/** Whether the table lets `file` import `target`, both paths relative to the root. */
export function mayImport(file: string, target: string, isTest: boolean): boolean {
  const place = placeOf(file)
  if (place === undefined) return !file.includes('/')
  if (target.startsWith(place)) return true
  const allowed = BOX.test(file) ? ['lib/'] : (findPlace(file)?.mayImport ?? [])
  return [...allowed, ...(isTest ? TESTS_MAY_IMPORT : [])].some((prefix) =>
    target.startsWith(prefix),
  )
}

function findPlace(file: string): Place | undefined {
  const fitting = PLACES.filter(({ prefix }) => file.startsWith(prefix))
  return fitting.toSorted((a, b) => b.prefix.length - a.prefix.length)[0]
}
