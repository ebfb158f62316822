'use client'

import { useStore } from 'zustand'
import { SCENARIO_NAMES, scenarioWords } from '@/lib/scenario/scenarios'
import type { QaDesk } from './qa-desk'
import { SeedField } from './seed-field'
import { Spark } from './spark'
import { useSparks } from './use-sparks'

/** Market situations to choose from; what is chosen becomes the text to load. */
export function ScenarioPanel({ desk }: { desk: QaDesk }) {
  const seed = useStore(desk.store, (state) => state.seed)
  const chosen = useStore(desk.store, (state) => state.scenario)
  const sparks = useSparks(seed)
  return (
    <section className="panel scenarios" aria-labelledby="scenarios">
      <header>
        <h2 id="scenarios">Scenarios</h2>
        <span className="push" />
        <SeedField seed={seed} onChange={(next) => desk.setSeed(next)} />
      </header>
      <div className="list">
        {SCENARIO_NAMES.map((name) => {
          const { title, description } = scenarioWords(name)
          return (
            <button
              key={name}
              type="button"
              aria-pressed={name === chosen}
              onClick={() => void desk.choose(name)}
            >
              <span>
                <strong>{title}</strong>
                <small>{description}</small>
              </span>
              <Spark values={sparks[name] ?? []} />
            </button>
          )
        })}
      </div>
    </section>
  )
}
