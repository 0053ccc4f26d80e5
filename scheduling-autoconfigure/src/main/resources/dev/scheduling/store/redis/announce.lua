-- Notes that a worker lives, or with no lifetime that it has gone.
-- KEYS: workers
-- ARGV: owner, lifetime ms
-- RETURNS: { micros }
-- REPLAY: notes it once more.
local time = micros()
local now = math.floor(time / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', digits(now))
if ARGV[2] == '0' then
	redis.call('ZREM', KEYS[1], ARGV[1])
else
	redis.call('ZADD', KEYS[1], digits(now + tonumber(ARGV[2])), ARGV[1])
end
return { time }
