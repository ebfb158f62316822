import type { Term } from './term'

/** How good the data is, and what the analyzer of recorded data says. */
export const QUOTE_TERMS = {
  age1Ms: {
    title: 'Age 1',
    unit: 'ms',
    definition:
      'How old the newest quote of exchange 1 is. Older than the tolerance of 2 s it is stale and makes no spread.',
  },
  age2Ms: {
    title: 'Age 2',
    unit: 'ms',
    definition:
      'How old the newest quote of exchange 2 is. Older than the tolerance of 2 s it is stale and makes no spread.',
  },
  skewMs: {
    title: 'Skew',
    unit: 'ms',
    definition:
      'How far apart the newest quotes of the two legs are in time: one price may be older than the other.',
    formula: '|time 1 − time 2|',
  },
  pointsPerSecond: {
    title: 'Points a second',
    unit: '/s',
    definition:
      'How often the spread was computed anew in the last 10 seconds, a second: once for each quote of either leg that has a partner.',
  },
  quotesPerSecond: {
    title: 'Quotes a second',
    unit: '/s',
    definition: 'Best bids and asks that arrive each second.',
  },
  suspicion: {
    title: 'Probably not the same asset',
    unit: '',
    definition:
      'The two exchanges seem to use one ticker for two things. Such a pair is left out of rankings until you say otherwise.',
  },
  analyzerCycles: {
    title: 'Analyzer: episodes 0.4 %',
    unit: '',
    definition:
      'Returns from beyond 0.4 % to within 0.05 % of zero that the analyzer counted in recorded data; column opportunity_cycles_040bp.',
  },
  analyzerSharePct: {
    title: 'Analyzer: above 0.4 %',
    unit: '%',
    definition:
      'The share of the ticks of exchange 1, not of the time, beyond 0.4 % in recorded data; column pct_time_above_040bp.',
  },
  analyzerSeconds: {
    title: 'Analyzer: length 0.4 %',
    unit: 's',
    definition:
      'The time above 0.4 % for each episode in recorded data, an average; column avg_cycle_duration_040bp_sec.',
    formula: 'hours × share above × 36 / episodes',
  },
} as const satisfies Record<string, Term>
