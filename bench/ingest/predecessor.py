"""The predecessor's way of ingesting quotes: python3 predecessor.py URL POINTS.

Each message makes the list of its window anew, and every 200 ms spreads and bands are computed from
nothing; here of one pair only. Windows are full from the start. Tells its count of messages as lines
of JSON, the last time with the sum of the last bids, instruments in the order of exchange and symbol.
"""

import asyncio
import json
import sys
import time
from datetime import datetime

import websockets

WINDOW_SECONDS = 3600
RECOMPUTE_SECONDS = 0.2
TOLERANCE_SECONDS = 2
BAND_POINTS = 200

url, points = sys.argv[1], int(sys.argv[2])
windows = {}
frames = 0


def take(text):
    payload = json.loads(text)["Payload"]
    key = (payload["Exchange"], payload["Symbol"])
    # Seven digits, of which Python reads six.
    timestamp = datetime.fromisoformat(payload["Timestamp"][:26]).timestamp()
    point = (timestamp, payload["BestBid"], payload["BestAsk"])
    window = windows.get(key)
    if window is None:
        window = [point] * points
    cutoff = timestamp - WINDOW_SECONDS
    window = [held for held in window if held[0] >= cutoff]
    window.append(point)
    windows[key] = window[-points:]


def recompute(leg1, leg2):
    spreads, bands, following = [], [], 0
    for timestamp, bid, _ in leg1:
        while following < len(leg2) and leg2[following][0] <= timestamp:
            following += 1
        if following == 0 or timestamp - leg2[following - 1][0] > TOLERANCE_SECONDS:
            continue
        spreads.append((bid / leg2[following - 1][1] - 1) * 100)
        ordered = sorted(spreads[-BAND_POINTS:])
        last = len(ordered) - 1
        bands.append((ordered[int(last * 0.97 + 0.5)], ordered[int(last * 0.03 + 0.5)]))
    return bands


def tell(**fields):
    print(json.dumps({"frames": frames, **fields}), flush=True)


async def main():
    global frames
    due = time.monotonic()
    async with websockets.connect(url, compression=None, max_size=None, ping_interval=None) as feed:
        try:
            async for text in feed:
                take(text)
                frames += 1
                if time.monotonic() >= due:
                    due = time.monotonic() + RECOMPUTE_SECONDS
                    legs = [windows.get((name, "C000_USDT")) for name in ("Binance", "Bybit")]
                    if None not in legs:
                        recompute(*legs)
                    tell()
        except websockets.ConnectionClosed:
            pass
    tell(sum=sum(windows[key][-1][1] for key in sorted(windows)))


asyncio.run(main())
