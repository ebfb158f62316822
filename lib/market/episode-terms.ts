import type { Term } from './term'

/** Excursions beyond a threshold. */
export const EPISODE_TERMS = {
  thresholdPct: {
    title: 'Threshold',
    unit: '%',
    definition:
      'The size of spread, on either side of zero, from which on an excursion counts as an episode. 0.4 % unless a person moves it.',
  },
  episodes030: {
    title: 'Episodes 0.3 %',
    unit: '',
    definition:
      'Episodes beyond 0.3 % that were finished in the bars held, an hour at most, in both directions. Of those that a hole cut the end is not known: they do not count.',
  },
  episodes040: {
    title: 'Episodes 0.4 %',
    unit: '',
    definition:
      'Episodes beyond 0.4 % that were finished in the bars held, an hour at most, in both directions. Of those that a hole cut the end is not known: they do not count.',
  },
  episodes050: {
    title: 'Episodes 0.5 %',
    unit: '',
    definition:
      'Episodes beyond 0.5 % that were finished in the bars held, an hour at most, in both directions. Of those that a hole cut the end is not known: they do not count.',
  },
  episodesUp: {
    title: 'Episodes up',
    unit: '',
    definition:
      'Of the finished episodes beyond 0.4 % in the bars held, an hour at most, those in which exchange 1 was dearer: buy on 2, sell on 1.',
  },
  episodesDown: {
    title: 'Episodes down',
    unit: '',
    definition:
      'Of the finished episodes beyond 0.4 % in the bars held, an hour at most, those in which exchange 2 was dearer: buy on 1, sell on 2.',
  },
  startMs: {
    title: 'Start',
    unit: 'ms',
    definition:
      'When the spread went beyond the threshold; to the second where only bars are known. One that was already going on when the window begins starts there.',
  },
  direction: {
    title: 'Direction',
    unit: '',
    definition:
      'Which exchange is dearer while the episode lasts, and so on which one to buy. Passing from one side to the other ends one episode and begins the next.',
  },
  peakPct: {
    title: 'Peak',
    unit: '%',
    definition: 'The value farthest from zero while the episode lasted.',
  },
  netPeakPct: {
    title: 'Peak after fees',
    unit: '%',
    definition:
      'The executable spread at the peak less the round-trip fees; where the spread is bid to bid, with the book that is bought from as wide as when the episode began. Unknown while a fee is unknown.',
    formula: 'edge at the peak − round-trip fees',
  },
  areaPctS: {
    title: 'Area',
    unit: '% s',
    definition:
      'The size of the spread summed over the time that the episode lasted: high when it is both far and long.',
    formula: '∫ |spread| dt',
  },
  durationMs: {
    title: 'Duration',
    unit: 'ms',
    definition:
      'From going beyond the threshold until the spread is within 0.05 % of zero or on the other side. Of one that is open the time until now; of one that a hole cut, it lasted at least so long.',
  },
  medianDurationMs: {
    title: 'Median duration',
    unit: 'ms',
    definition: 'Half of the finished episodes were shorter, half longer.',
  },
  p95DurationMs: {
    title: '95 % duration',
    unit: 'ms',
    definition: '95 % of the finished episodes were shorter.',
  },
  survivalSharePct: {
    title: 'Still there after',
    unit: '%',
    definition:
      'The share of the episodes that lasted longer, of those of which that is known. Open and cut ones that have not lasted so long say nothing, and those known to the second say nothing about less than a second.',
  },
} as const satisfies Record<string, Term>
