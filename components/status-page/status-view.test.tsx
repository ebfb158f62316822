import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { StatusState } from './status-poll'
import { StatusView } from './status-view'
import { alertOf, exchangeOf, limitOf, statusOf } from './testing/status-of'

const CALM = statusOf({
  limits: [limitOf({ now: 0, highest: 0 })],
  alerts: [alertOf()],
  exchanges: [exchangeOf()],
})
const markupOf = (state: Partial<StatusState>) =>
  renderToStaticMarkup(<StatusView state={{ status: CALM, failure: undefined, ...state }} />)
/** What the regions are, in their order. */
const regionsOf = (markup: string) =>
  Array.from(markup.matchAll(/<section class="\S+ (\w+)"/g), ([, name]) => name)

describe(StatusView, () => {
  it('[BW4] the state of the server comes first, then what it holds', () => {
    expect(regionsOf(markupOf({}))).toEqual(['headline', 'limits', 'alerts', 'log', 'exchanges'])
  })

  it('[BW10] before the first answer there are shapes and one line of words', () => {
    const bones = markupOf({ status: undefined })
    expect(bones).toContain('Asking the server how it is')
    expect(bones.match(/bone-chart/g)).toHaveLength(6)
    expect(bones).not.toContain('gone')
  })

  it('[BW10] a poll that fails dims the picture and leaves it', () => {
    const fresh = markupOf({})
    const old = markupOf({ failure: 'does not answer' })
    expect(old).toContain('<main class="status-page gone">')
    expect(old).toContain('The server does not answer')
    expect(old.slice(old.indexOf('412 /s'))).toBe(fresh.slice(fresh.indexOf('412 /s')))
  })

  it('[BW10] a server that has never answered shows that alone', () => {
    const markup = markupOf({ status: undefined, failure: 'does not answer' })
    expect(regionsOf(markup)).toEqual(['headline'])
    expect(markup).toContain('Nothing to show yet')
  })

  it('[BW5] a limit that holds nothing has an empty bar', () => {
    expect(markupOf({})).toContain(
      '<i style="width:0%"></i></span></div></td><td class="num ">0</td>',
    )
  })

  it('[BW19] each alert has its last hour, with a mark where it would fire', () => {
    const names = ['memory', 'feed_silent', 'queue', 'collections', 'connections'] as const
    const alerts = names.map((name) => alertOf({ name }))
    const markup = markupOf({ status: statusOf({ alerts }) })
    const panel = markup.slice(markup.indexOf('panel alerts'), markup.indexOf('panel log'))
    expect(panel.match(/<path class="level"/g)).toHaveLength(5)
  })

  it('[BW20] what was rejected is told of the hour and since the start', () => {
    expect(markupOf({})).toContain('rejected this hour, 1\u202f204 since start')
  })

  it('[BW11] an alert that fires is told by words, not by colour alone', () => {
    expect(markupOf({})).not.toContain('Firing: ')
    const alerts = [alertOf({ firing: true })]
    expect(markupOf({ status: statusOf({ alerts }) })).toContain('Firing: </b>Memory above 80 %')
  })
})
