import { TERM_GROUPS } from '@/lib/market/terms'
import { HELP_TOPICS } from './help-topics'
import { KeyTable } from './key-table'
import { groupId, TermList } from './term-list'

const KEYS_ID = 'about-keys'

/** How things are meant, the keys, and every term by the definition that tooltips show. */
export function HelpText() {
  return (
    <main className="help-page">
      <nav aria-label="Contents">
        <ul>
          {HELP_TOPICS.map(({ id, title }) => (
            <Entry key={id} id={id} title={title} />
          ))}
          <Entry id={KEYS_ID} title="Keyboard" />
        </ul>
        <h2>Terms</h2>
        <ul>
          {TERM_GROUPS.map(({ title }) => (
            <Entry key={title} id={groupId(title)} title={title} />
          ))}
        </ul>
      </nav>
      <article>
        <h1>Help</h1>
        {HELP_TOPICS.map(({ id, title, body }) => (
          <section key={id} aria-labelledby={id}>
            <h2 id={id}>{title}</h2>
            {body}
          </section>
        ))}
        <section aria-labelledby={KEYS_ID}>
          <h2 id={KEYS_ID}>Keyboard</h2>
          <KeyTable />
        </section>
        {TERM_GROUPS.map((group) => (
          <TermList key={group.title} group={group} />
        ))}
      </article>
    </main>
  )
}

function Entry({ id, title }: { id: string; title: string }) {
  return (
    <li>
      <a href={`#${id}`}>{title}</a>
    </li>
  )
}
