import { TERMS, type TermGroup } from '@/lib/market/terms'

/** Terms with their definitions; each can be linked to by its name. */
export function TermList({ group: { title, names } }: { group: TermGroup }) {
  return (
    <section aria-labelledby={groupId(title)}>
      <h2 id={groupId(title)}>{title}</h2>
      <dl className="terms">
        {names.map((name) => {
          const { title: words, unit, definition, formula } = TERMS[name]
          return (
            <div key={name} id={name}>
              <dt>
                <a href={`#${name}`}>{words}</a>
                {unit !== '' && <span className="quiet"> {unit}</span>}
                <code>{name}</code>
              </dt>
              <dd>
                {definition}
                {formula !== undefined && <code>{formula}</code>}
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}

/** Names of terms are ids as well, without a hyphen. */
export function groupId(title: string): string {
  return `terms-${title.toLowerCase().replace(/\W+/g, '-')}`
}
