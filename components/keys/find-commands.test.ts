import { expect, it } from 'vitest'
import { findCommands } from './find-commands'
import { helpLists, printed } from './help-lists'

const run = () => {}

it('[EV7] commands are found by every word, those that begin with it first, each once', () => {
  const command = (id: string, words: string, group: string) => ({ id, words, group, run })
  const all = [
    command('a', 'Theme: dark', 'Settings'),
    command('b', 'Dark pools', 'Pages'),
    command('b', 'Dark pools again', 'Pages'),
    command('c', 'Grid', 'Pages'),
  ]
  const ids = (text: string) =>
    findCommands(all, text).map((each) => each.commands.map(({ id }) => id))
  expect(ids('dark')).toEqual([['b'], ['a']])
  expect(ids(' DARK  set ')).toEqual([['a']])
  expect(ids('')).toEqual([['a'], ['b', 'c']])
  expect(ids('nothing')).toEqual([])
})

it('[EV8] the help lists what holds now: keys of one deed together, a taken key once', () => {
  const lists = helpLists([
    {
      page: 'Grid',
      bindings: () => [
        { keys: 'j', words: 'Next card', run },
        { keys: 'ArrowDown', words: 'Next card', run },
        { keys: 's', words: 'Picture', run, isOn: false },
        { keys: '/', words: 'Search', run },
      ],
    },
    { page: 'Everywhere', isFrame: true, bindings: () => [{ keys: '/', words: 'Commands', run }] },
  ])
  expect(lists).toEqual([
    {
      page: 'Grid',
      lines: [
        { keys: ['j', '↓'], words: 'Next card' },
        { keys: ['/'], words: 'Search' },
      ],
    },
  ])
  expect(['Mod+k', 'Escape', ' ', 'Shift+Enter', '?'].map(printed)).toEqual([
    ...['Ctrl K', 'Esc', 'Space', 'Shift Enter', '?'],
  ])
})
