import { MAX_ANSWERED_EPISODES } from '@/lib/protocol/episodes-answer'
import {
  MAX_LISTED_PAIRS,
  MAX_SCREENER_BODY_BYTES,
  MAX_SCREENER_ROWS,
} from '@/lib/protocol/screener-query'
import type { Limit } from './limit'
import { MAX_VIEWS } from './screener/screener'
import { MAX_WAITING_QUESTIONS, QUESTION_DEADLINE_MS } from './screener/screener-service'
import { MAX_HEAP_MB } from './screener/screener-worker'

const MIB = 1024 * 1024

/** Of the ranking of all pairs and of the episodes of one. */
export const SCREENER_LIMITS: readonly Limit[] = [
  {
    name: 'questions to the screener that wait',
    variable: null,
    unit: 'count',
    limit: MAX_WAITING_QUESTIONS,
    now: ({ screener }) => screener.waiting,
    dropped: ({ screener }) => screener.refused,
  },
  {
    name: 'wait for an answer of the screener',
    variable: null,
    unit: 'ms',
    limit: QUESTION_DEADLINE_MS,
  },
  {
    name: 'a question to the screener',
    variable: null,
    unit: 'bytes',
    limit: MAX_SCREENER_BODY_BYTES,
    highest: ({ screener }) => screener.bodies.longestBytes,
    dropped: ({ screener }) => screener.bodies.refused,
  },
  {
    name: 'rows of an answer of the screener',
    variable: null,
    unit: 'count',
    limit: MAX_SCREENER_ROWS,
  },
  {
    name: 'pairs of a list in a question: favourites, muted, trusted',
    variable: null,
    unit: 'count',
    limit: MAX_LISTED_PAIRS,
  },
  {
    name: 'different questions whose rankings are kept',
    variable: null,
    unit: 'count',
    limit: MAX_VIEWS,
    fills: true,
  },
  {
    name: 'heap of the screener thread',
    variable: null,
    unit: 'bytes',
    limit: MAX_HEAP_MB * MIB,
    dropped: ({ screener }) => screener.crashes,
  },
  {
    name: 'episodes of one answer',
    variable: null,
    unit: 'count',
    limit: MAX_ANSWERED_EPISODES,
  },
]
