-- Keeps the record of a run that had no claim here.
-- KEYS: nodes, history of the task
-- ARGV: history size, record
-- RETURNS: { micros }
-- REPLAY: a record that is there is not kept twice; two runs never share a fencing token.
local time = micros()
if not redis.call('LPOS', KEYS[2], ARGV[2]) then
	redis.call('LPUSH', KEYS[2], ARGV[2])
	redis.call('LTRIM', KEYS[2], 0, tonumber(ARGV[1]) - 1)
end
return { time }
