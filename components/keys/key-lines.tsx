import type { KeyList } from './help-lists'

/** Keys and what they do, a line each. */
export function KeyLines({ lines, className }: { lines: KeyList['lines']; className?: string }) {
  return (
    <dl className={className}>
      {lines.map(({ keys, words }) => (
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
