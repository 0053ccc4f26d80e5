-- The store's time in microseconds. The only place in which a script reads a clock.
local function micros()
	local time = redis.call('TIME')
	return tonumber(time[1]) * 1000000 + tonumber(time[2])
end
