import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { isTermName, TERMS } from '@/lib/market/terms'
import { helpAddress } from './help-address'
import { printed } from '../keys/help-lists'
import { SHARED_KEYS } from '../keys/shared-keys'
import { HelpText } from './help-text'

const markup = renderToStaticMarkup(<HelpText />)
const ids = Array.from(markup.matchAll(/ id="([^"]+)"/g), ([, id]) => id!)
const names = Object.keys(TERMS).filter(isTermName)
/** As React writes it. */
const text = (words: string) => words.replaceAll('&', '&amp;').replaceAll("'", '&#x27;')

describe(HelpText, () => {
  it('[HELP1] has every term with its title, definition and formula', () => {
    for (const name of names) {
      const { title, definition, formula = '' } = TERMS[name]
      const from = markup.indexOf(`<div id="${name}">`)
      const part = markup.slice(from, markup.indexOf('</div>', from))
      for (const words of [title, definition, formula, name]) expect(part).toContain(text(words))
    }
  })

  it('[HELP2] a tooltip can lead to each, and every link of the page leads somewhere', () => {
    expect(names.map(helpAddress).filter((href) => !ids.includes(href.slice(6)))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
    const links = Array.from(markup.matchAll(/href="#([^"]+)"/g), ([, id]) => id!)
    expect(links.length).toBeGreaterThan(names.length)
    expect(links.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('[HELP4] lists the keys that pages bind by name', () => {
    const table = markup.slice(markup.indexOf('key-table'))
    const listed = Array.from(table.matchAll(/<kbd>([^<]+)<\/kbd>/g), ([, key]) => key!)
    expect(listed).toEqual(
      expect.arrayContaining(
        Object.values(SHARED_KEYS).flatMap((keys) => [keys].flat().map(printed)),
      ),
    )
  })
})
