-- Notes that a worker lives and what it consumes, or with no lifetime that it has gone.
-- KEYS: workers
-- ARGV: owner, lifetime ms, fingerprint, queue, ...
-- RETURNS: { micros }
-- REPLAY: notes it once more.
local time = micros()
local now = math.floor(time / 1000)
local prefix = ARGV[1] .. '|'
local since = digits(now)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', digits(now))
for _, member in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
	if string.sub(member, 1, #prefix) == prefix then
		since = split(member)[2]
		redis.call('ZREM', KEYS[1], member)
	end
end
if ARGV[2] ~= '0' then
	redis.call('ZADD', KEYS[1], digits(now + tonumber(ARGV[2])),
		prefix .. since .. '|' .. digits(now) .. '|' .. table.concat(ARGV, '|', 3))
end
return { time }
