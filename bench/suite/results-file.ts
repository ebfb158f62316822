import { readFile, writeFile } from 'node:fs/promises'

const INTRODUCTION = `# Results

The last figures of \`npm run bench\`, written by it; each part by its own run, on the machine and at the
commit that it names. Where a figure has a range, the first number is the median of the runs and the others
are the lowest and the highest. Times depend on the machine; the ratios are to baselines of the same run.
`

/** A part of the file: a heading of the second level and all up to the next one. */
interface Part {
  readonly name: string
  readonly text: string
}

/**
 * The text of the file with one part replaced, or added where it belongs in the order of `names`;
 * parts of names that are no longer known are dropped.
 */
export function withPart(text: string, part: Part, names: readonly string[]): string {
  const known = [...partsOf(text).filter(({ name }) => name !== part.name), part]
  const ordered = names.flatMap((name) => known.filter((each) => each.name === name))
  return [INTRODUCTION, ...ordered.map((each) => `## ${each.name}\n\n${each.text}\n`)].join('\n')
}

export async function writePart(file: string, part: Part, names: readonly string[]): Promise<void> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  await writeFile(file, withPart(text, part, names))
}

function partsOf(text: string): Part[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n')
      return { name: part.slice(0, end), text: part.slice(end).trim() }
    })
}
