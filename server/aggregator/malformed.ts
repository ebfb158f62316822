/** Deep enough to overflow a parser that recurses without a limit. */
const DEPTH = 20_000

/** Ways in which a Spread frame can be broken; each text is one that the server must refuse. */
const BREAKS: readonly ((text: string) => string)[] = [
  (text) => text.slice(0, text.length >> 1),
  (text) => text.replace('"BestBid":', '"BestBid":x'),
  (text) => text.replace(/"BestBid":[^,]+/, '"BestBid":null'),
  (text) => text.replace(/"BestAsk":[^,]+,/, ''),
  (text) => text.replace('"BestAsk":', '"BestAsk":-'),
  (text) => text.replace(/"BestBid":[^,]+/, '"BestBid":1e400'),
  (text) => text.replace(/"BestAsk":[^,]+/, '"BestAsk":"many"'),
  (text) => text.replace(/"Timestamp":"[^"]+"/, '"Timestamp":"yesterday"'),
  (text) => text.replace('"Spread"', '"Spraed"'),
  (text) => text.replace('}}', '}}}'),
  () => 'quote',
  () => '',
  () => '[]',
  () => '['.repeat(DEPTH),
]

/** The nth way of breaking a Spread frame; they take turns. */
export function malformed(text: string, turn: number): string {
  return BREAKS[turn % BREAKS.length]!(text)
}
