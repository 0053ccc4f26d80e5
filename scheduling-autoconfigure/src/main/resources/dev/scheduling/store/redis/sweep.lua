-- Counts runs whose lease is out as lost, and notes that a node lives.
-- KEYS: nodes, running, counts
-- ARGV: node, lease ms
-- RETURNS: { micros, live runs }
-- REPLAY: finds the dead runs gone.
local time = micros()
local now = math.floor(time / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[2]), ARGV[1])
local entries = redis.call('HGETALL', KEYS[2])
local alive = 0
for i = 1, #entries, 2 do
	local run = readRunning(entries[i + 1])
	if run.expiry > now then
		alive = alive + 1
	else
		redis.call('HDEL', KEYS[2], entries[i])
		countLost(KEYS[3], entries[i], run)
	end
end
return { time, alive }
