import type { Term } from './term'

/** What is said of the spread over a stretch of time. */
export const RANGE_TERMS = {
  low5mPct: {
    title: 'Low, 5 minutes',
    unit: '%',
    definition: 'The lowest spread of any single point in the last 5 minutes.',
  },
  high5mPct: {
    title: 'High, 5 minutes',
    unit: '%',
    definition: 'The highest spread of any single point in the last 5 minutes.',
  },
  low1hPct: {
    title: 'Low, 1 hour',
    unit: '%',
    definition:
      'The lowest spread of any single point in the last 60 minutes of the clock, the present one included, as far back as the pair was there. Kept apart from the bars, so that it holds even where those do not reach back an hour.',
  },
  high1hPct: {
    title: 'High, 1 hour',
    unit: '%',
    definition:
      'The highest spread of any single point in the last 60 minutes of the clock, the present one included, as far back as the pair was there. Kept apart from the bars, so that it holds even where those do not reach back an hour.',
  },
  highestPct: {
    title: 'Highest',
    unit: '%',
    definition:
      'The highest spread of any single point in the window; a spike of a few milliseconds counts.',
  },
  lowestPct: {
    title: 'Lowest',
    unit: '%',
    definition:
      'The lowest spread of any single point in the window; a spike of a few milliseconds counts.',
  },
  meanPct: {
    title: 'Mean',
    unit: '%',
    definition:
      'The mean of the spread over the seconds with a bar, each by its last value and with the same weight.',
  },
  medianPct: {
    title: 'Median',
    unit: '%',
    definition: 'Half of the seconds with a bar end with a lower spread, half with a higher one.',
    formula: 'value at rank round half up ((n − 1) × 0.5), from 0',
  },
  q03Pct: {
    title: '3 % quantile',
    unit: '%',
    definition: '3 % of the seconds with a bar end with a lower spread.',
    formula: 'value at rank round half up ((n − 1) × 0.03), from 0',
  },
  q97Pct: {
    title: '97 % quantile',
    unit: '%',
    definition: '97 % of the seconds with a bar end with a lower spread.',
    formula: 'value at rank round half up ((n − 1) × 0.97), from 0',
  },
  zNow: {
    title: 'z-score now',
    unit: '',
    definition:
      'How many standard deviations the newest bar lies from the mean of the bars before it, which it does not enter itself. No value while those do not differ.',
    formula: '(now − mean before) / sample standard deviation before',
  },
  percentileNow: {
    title: 'Percentile now',
    unit: '%',
    definition:
      'The share of the bars before the newest one that ended lower than it; equal ones count half.',
    formula: '100 × (lower + equal / 2) / n',
  },
  zeroCrossingsPerMinute: {
    title: 'Zero crossings',
    unit: '/min',
    definition:
      'How often the spread changes its sign from one bar to the next, for each minute with data; neither holes nor a bar that ends at exactly zero are crossings. In the screener of the bars held, an hour at most.',
    formula: '60 × crossings / seconds between neighbouring bars',
  },
  halfLifeS: {
    title: 'Half-life',
    unit: 's',
    definition:
      'The time in which half of a deviation from the mean is gone, by a first-order autoregression of second on second. None when the spread does not revert, when all seconds end alike, or when fewer than 60 seconds follow on each other. In the screener of the bars held, an hour at most.',
    formula: 'ln 0.5 / ln φ',
  },
  aboveSharePct: {
    title: 'Time above',
    unit: '%',
    definition:
      'The share of the seconds with a bar that end with the spread beyond the threshold, on either side. Holes do not count. In the screener the threshold is 0.4 % and the time is that of the bars held, an hour at most.',
    formula: '100 × seconds beyond / seconds with a bar',
  },
  coverS: {
    title: 'Hour covered',
    unit: 's',
    definition:
      'How far back the bars of the pair go, an hour at most: what the screener says of the hour is of so much time, but for low and high. With very many pairs memory holds less than an hour of each.',
  },
  coverageSharePct: {
    title: 'Coverage',
    unit: '%',
    definition: 'The share of the seconds of the window in which there was at least one point.',
    formula: '100 × seconds with a bar / seconds',
  },
  bandUpperPct: {
    title: 'Upper band',
    unit: '%',
    definition:
      'The 97th percentile of the last 200 points, the present one included, or of the bars of the last 5, 15 or 60 minutes before the present one, which then does not enter.',
    formula: 'value at rank round half up ((n − 1) × 0.97), from 0',
  },
  bandLowerPct: {
    title: 'Lower band',
    unit: '%',
    definition: 'The 3rd percentile of the same points or bars as the upper band.',
    formula: 'value at rank round half up ((n − 1) × 0.03), from 0',
  },
  bandPosition: {
    title: 'In band',
    unit: '',
    definition:
      'Where the spread stands between its bands over the last 200 points: 0 at the lower one, 1 at the upper one, outside beyond. No value while both are one.',
    formula: '(spread − lower) / (upper − lower)',
  },
  bandBars: {
    title: 'Bars of the band',
    unit: '',
    definition:
      'How many bars a band over time is made of. Below 30 it is warming up and there is no band.',
  },
  spark: {
    title: '15 minutes',
    unit: '',
    definition:
      'The spread of the last 15 minutes in steps of 10 seconds, each by its last value. The line breaks where a step has no bar.',
  },
} as const satisfies Record<string, Term>
