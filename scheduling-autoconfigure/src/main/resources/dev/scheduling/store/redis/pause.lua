-- Lets no further job of a queue start, or with no argument those that can.
-- KEYS: of the queue
-- ARGV: anything to pause, or nothing to resume
-- RETURNS: { micros }
-- REPLAY: finds it so; the time of the first pause stays.
local time = micros()
local now = math.floor(time / 1000)
if ARGV[1] then
	redis.call('HSETNX', META, 'paused', digits(now))
	redis.call('ZREM', WAKE, 'ready')
else
	redis.call('HDEL', META, 'paused')
	promote(now)
	wake(now)
	if redis.call('EXISTS', DELAYED) == 1 then
		wakeToLearn()
	end
end
return { time }
