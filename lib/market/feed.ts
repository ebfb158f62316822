/**
 * connected: frames arrive. connecting: dialling. waiting: backing off until the next attempt.
 * silent: the socket is open but nothing arrives, pongs included. disabled: no feed is wanted.
 */
export const FEED_STATES = ['connected', 'connecting', 'waiting', 'silent', 'disabled'] as const

export type FeedState = (typeof FEED_STATES)[number]
