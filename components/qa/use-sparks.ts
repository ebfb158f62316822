'use client'

import { useEffect, useState } from 'react'
import { joinedSpread } from '@/lib/scenario/joined-spread'
import {
  HOUR_SECONDS,
  SCENARIO_NAMES,
  scenarioData,
  type ScenarioName,
} from '@/lib/scenario/scenarios'
import { sparkValues } from '@/lib/scenario/spark-values'
import { pause } from './scan-in-steps'

const STEPS = 180
/** The picture of a scenario depends on the seed alone. */
const END_MS = Date.UTC(2025, 10, 19)

type Sparks = Partial<Record<ScenarioName, readonly (number | null)[]>>

/** The spread of each scenario's first pair, made one after the other while the page lives. */
export function useSparks(seed: number): Sparks {
  const [sparks, setSparks] = useState<Sparks>({})
  useEffect(() => {
    let isWanted = true
    const make = async () => {
      for (const name of SCENARIO_NAMES) {
        await pause()
        if (!isWanted) return
        const values = valuesOf(name, seed)
        setSparks((made) => ({ ...made, [name]: values }))
      }
    }
    void make()
    return () => {
      isWanted = false
    }
  }, [seed])
  return sparks
}

function valuesOf(name: ScenarioName, seed: number): (number | null)[] {
  const data = scenarioData(name, seed, END_MS)
  const points = joinedSpread(data, data.opportunities[0]!)
  // A shorter scenario fills the picture as well.
  const firstMs = points.timeMs[0] ?? END_MS
  const seconds = Math.min(HOUR_SECONDS, Math.max(STEPS, (END_MS - firstMs) / 1_000))
  return sparkValues(points, END_MS, seconds, STEPS)
}
