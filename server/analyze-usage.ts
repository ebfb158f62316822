export const ANALYZE_USAGE = `Analyses recorded quotes: writes summary_stats_YYYYMMDD_HHMMSS.csv, a row for each pair of exchanges.

  npm run analyze
  npm run analyze -- --from 2025-11-18 --to 2025-11-19 --exchanges Binance,Bybit

  --from TIME           quotes from this time on: a UTC date, an ISO 8601 time, epoch seconds (all)
  --to TIME             quotes before this time; a date alone: with all of its day (all)
  --exchanges A,B       only pairs of these (all)
  --thresholds P,Q      percent, 0.06 to 100, at most 2 decimals (0.3,0.5,0.4); the server's list of
                        opportunities needs 0.4 among them
  --workers N           processes, 1 to 16 (1); at most 2 read at one time
  --min-points N        leaves out pairs with fewer points joined (1)
  --lake DIR            the recorded quotes (LAKE_DIR)
  --out DIR             where the file is written (OPPORTUNITIES_DIR)

Exit code 0: the file is written; 1: it is not, or pairs that failed are not in it; 2: a wrong option,
or an exchange that no pair has; 129, 130 and 143: ended by SIGHUP, Ctrl-C or SIGTERM, nothing is written.
Nothing is written when there is nothing to write: an empty list would take the place of the last one.
`
