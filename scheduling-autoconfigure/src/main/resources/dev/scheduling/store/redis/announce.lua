-- Notes that a worker lives and what it consumes, or with no lifetime that it has gone.
-- KEYS: workers
-- ARGV: owner, lifetime ms, queue, ...
-- RETURNS: { micros }
-- REPLAY: notes it once more.
local time = micros()
local now = math.floor(time / 1000)
local owner, suffix = ARGV[1], '|' .. ARGV[1]
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', digits(now))
for _, member in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
	if member == owner or string.sub(member, -#suffix) == suffix then
		redis.call('ZREM', KEYS[1], member)
	end
end
if ARGV[2] ~= '0' then
	local till = digits(now + tonumber(ARGV[2]))
	redis.call('ZADD', KEYS[1], till, owner)
	for i = 3, #ARGV do
		redis.call('ZADD', KEYS[1], till, ARGV[i] .. suffix)
	end
end
return { time }
