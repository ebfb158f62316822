import type { Term } from './term'

/** The pair, its spreads and what is left of them. */
export const SPREAD_TERMS = {
  symbol: {
    title: 'Symbol',
    unit: '',
    definition: 'What is traded on both exchanges, in whatever way each of them spells it.',
  },
  exchange1: {
    title: 'Exchange 1',
    unit: '',
    definition:
      'The first leg of the pair: the name that comes first in the alphabet, unless the opportunity says otherwise.',
  },
  exchange2: {
    title: 'Exchange 2',
    unit: '',
    definition: 'The second leg of the pair.',
  },
  spreadPct: {
    title: 'Spread',
    unit: '%',
    definition:
      'How much higher exchange 1 bids than exchange 2 now. Above zero exchange 1 is dearer, below zero exchange 2 is.',
    formula: '(bid 1 / bid 2 − 1) × 100',
  },
  buy2Sell1Pct: {
    title: 'Buy 2, sell 1',
    unit: '%',
    definition:
      'What buying on exchange 2 at its ask and selling on exchange 1 at its bid earns now, before fees.',
    formula: '(bid 1 − ask 2) / ask 2 × 100',
  },
  buy1Sell2Pct: {
    title: 'Buy 1, sell 2',
    unit: '%',
    definition:
      'The other direction: buying on exchange 1 and selling on exchange 2, before fees. Charts draw it with its sign turned, so that up always means that exchange 1 is dearer.',
    formula: '(bid 2 − ask 1) / ask 1 × 100',
  },
  edgePct: {
    title: 'Edge',
    unit: '%',
    definition:
      'The better of the two directions in which the pair can be traded now, before fees.',
    formula: 'max(buy 2 sell 1, buy 1 sell 2)',
  },
  reverseEdgePct: {
    title: 'Reverse edge',
    unit: '%',
    definition: 'What the other, worse direction earns now, before fees.',
    formula: 'min(buy 2 sell 1, buy 1 sell 2)',
  },
  buyOn: {
    title: 'Buy on',
    unit: '',
    definition: 'The exchange on which the edge buys; it sells on the other one.',
  },
  roundTripFeesPct: {
    title: 'Round-trip fees',
    unit: '%',
    definition:
      'Taker fees of entering and leaving on both exchanges. Unknown as soon as the fee of one exchange is unknown, never zero.',
    formula: '2 × taker 1 + 2 × taker 2',
  },
  afterFeesPct: {
    title: 'After fees',
    unit: '%',
    definition:
      'The edge less the round-trip fees. It assumes that the prices meet again at no cost.',
    formula: 'edge − round-trip fees',
  },
  booksCostPct: {
    title: 'Cost of the books',
    unit: '%',
    definition:
      'What a round trip loses now to the distance between bid and ask on both exchanges, before fees. It is the gap between the two lines of the executable channel.',
    formula: '−(buy 2 sell 1 + buy 1 sell 2)',
  },
  breakEvenPct: {
    title: 'Break-even',
    unit: '%',
    definition:
      'Lines at plus and minus the round-trip fees. An executable line beyond its own leaves money after fees.',
  },
} as const satisfies Record<string, Term>
