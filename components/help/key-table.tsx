const KEYS: readonly { keys: readonly string[]; words: string }[] = [
  { keys: ['/'], words: 'search' },
  { keys: ['Ctrl K'], words: 'find a pair, a page or a command' },
  { keys: ['A–Z'], words: 'jump to a symbol; with Shift where the letter does something else' },
  { keys: ['j', 'k'], words: 'next and previous row or card' },
  { keys: ['Enter'], words: 'open it' },
  { keys: ['Esc'], words: 'close what is open' },
  { keys: ['1', '2', '3', '4', '5'], words: 'window, from the shortest to the longest' },
  { keys: ['b'], words: 'next bands' },
  { keys: ['e'], words: 'spread bid to bid, or executable' },
  { keys: ['f'], words: 'favourite' },
  { keys: ['s'], words: 'save a picture' },
  { keys: ['?'], words: 'all keys that hold on this page now' },
]

/** The keys that mean the same on every page where there is something for them to act on. */
export function KeyTable() {
  return (
    <dl className="key-table">
      {KEYS.map(({ keys, words }) => (
        <div key={words}>
          <dt>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  )
}
