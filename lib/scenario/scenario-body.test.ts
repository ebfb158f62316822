import { describe, expect, it } from 'vitest'
import { bodyText } from './body-text'
import { scenarioBody } from './scenario-body'
import { SCENARIO_NAMES, scenarioData, type ScenarioName } from './scenarios'

const END_MS = Date.UTC(2025, 10, 19, 12, 47, 3, 250)

const bodyOf = (name: ScenarioName) => scenarioBody(scenarioData(name, 7, END_MS))

describe(bodyText, () => {
  it.each(SCENARIO_NAMES)('[SC12] the text of %s reads back as its body', (name) => {
    const body = bodyOf(name)
    expect(JSON.parse(bodyText(body))).toEqual(body)
  })

  it('[SC13] has a line for each opportunity and each quote', () => {
    expect(bodyText(bodyOf('one-point'))).toMatch(
      new RegExp(`^\\{
  "opportunities": \\[
    \\{ "symbol": "STRK_USDT", "exchange1": "Binance", "exchange2": "GateIo" \\}
  \\],
  "windows": \\[
    \\{ "exchange": "Binance",
      "symbol": "STRK_USDT",
      "window_start": "2025-11-19T12:47:03Z",
      "window_end": "2025-11-19T12:47:03Z",
      "spreads": \\[
        \\{ "timestamp": "2025-11-19T12:47:03Z", "best_bid": [\\d.]+, "best_ask": [\\d.]+ \\}
      \\]
    \\},
`),
    )
  })

  it('[SC14] sends large sets as columns', () => {
    const { windows } = bodyOf('fifty-pairs')
    expect(windows[0]!.spreads).not.toBeInstanceOf(Array)
    expect(bodyOf('calm').windows[0]!.spreads).toBeInstanceOf(Array)
  })
})
