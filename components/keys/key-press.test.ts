import { expect, it } from 'vitest'
import { isPressOf, type KeyPress } from './key-press'
import { TypeAhead } from './type-ahead'

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }
}

it('[EV5] a binding is its key and no other', () => {
  expect(isPressOf('j', press('j'))).toBe(true)
  expect(isPressOf('j', press('J', { shiftKey: true }))).toBe(false)
  expect(isPressOf('j', press('j', { ctrlKey: true }))).toBe(false)
  expect(isPressOf('?', press('?', { shiftKey: true }))).toBe(true)
  expect(isPressOf('/', press('/'))).toBe(true)
  expect(isPressOf('Enter', press('Enter', { shiftKey: true }))).toBe(false)
  expect(isPressOf('Shift+Enter', press('Enter', { shiftKey: true }))).toBe(true)
  expect(isPressOf('Mod+k', press('K', { metaKey: true }))).toBe(true)
  expect(isPressOf('Mod+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false)
  expect(isPressOf('Mod+k', press('k'))).toBe(false)
})

it('[EV6] letters find the name that begins with them, a letter again the next one', () => {
  const names = ['BTC', 'ETH', 'BNB', 'ETC', '1INCH']
  const typed = new TypeAhead()
  expect(typed.type('e', 0, names, -1)).toBe(1)
  expect(typed.type('e', 100, names, 1)).toBe(3)
  expect(typed.type('t', 200, names, 3)).toBe(3)
  expect(typed.type('h', 300, names, 3)).toBe(1)
  // A while later it is another word.
  expect(typed.isTyping(1_300)).toBe(false)
  expect(typed.type('b', 1_300, names, 1)).toBe(2)
  expect(typed.type('x', 1_400, names, 2)).toBeUndefined()
  expect(typed.type('t', 1_450, names, 2)).toBe(0)
  expect(typed.type('Escape', 1_500, names, 0)).toBeUndefined()
  expect(typed.type('1', 5_000, names, 0)).toBe(4)
  expect(new TypeAhead().type('b', 0, [], -1)).toBeUndefined()
})
