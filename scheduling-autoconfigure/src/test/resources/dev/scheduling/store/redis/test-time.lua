-- The time that a test has set, in microseconds.
local function micros()
	return tonumber(redis.call('GET', 'test-time'))
end
