-- Forgets a worker that stops.
-- KEYS: of the queue
-- ARGV: owner, nonce of the last fetch whose answer it got
-- RETURNS: { micros }
-- REPLAY: finds nothing of it.
local time = micros()
local now = math.floor(time / 1000)
takeBack(ARGV[1], lastFetch(ARGV[1]), ARGV[2], now)
redis.call('HDEL', FETCHES, ARGV[1])
redis.call('HDEL', FLUSHES, ARGV[1])
redis.call('ZREM', OWNERS, ARGV[1])
wake(now)
return { time }
