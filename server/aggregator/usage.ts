export const USAGE = `Sends simulated or recorded quotes to everybody who connects.

  --host ADDRESS        address to listen on (127.0.0.1)
  --port N              port; the next free one when it is taken, 0: any free one (8181)
  --source KIND         simulated or replay (simulated)
  --seed N              the same seed gives the same simulated quotes (1)
  --symbols N           simulated symbols, 1 to 500 (16)
  --exchanges N         simulated exchanges, 2 to 8 (5)
  --rate N              simulated quotes a second over all, 1 to 100000 (400)
  --trades SHARE        simulated trades for each quote, 0 to 1 (0.1)
  --replay FILE         replays a .csv or .csv.gz file of exchange,symbol,timestamp,best_bid,best_ask
  --speed N             replay this many times faster, 1 to 60 (1)
  --loop                begin again at the end of the file
  --fault TARGET:KIND   a fault from the start, also TARGET:KIND=VALUE; may be repeated
  --queue-mb N          MiB queued for one client before its oldest frames are dropped, 1 to 64 (4)
  --stop-on-stdin-end   ends when its standard input ends

Faults of an exchange, or of all (*): stale, burst, crossed, skew, out-of-order, malformed.
Faults of the whole feed (*): silence, close, slow-pong. docs/aggregator.md tells more.
`
