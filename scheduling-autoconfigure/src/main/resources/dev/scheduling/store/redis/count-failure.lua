-- Counts the failures in a row of a task whose runs have no claim here.
-- KEYS: nodes, completions, failures
-- ARGV: task, token of the run, 'ok' or 'failed'
-- RETURNS: { micros, failures in a row }
-- REPLAY: the completion keeps the token of the run that was counted last.
local COMPLETIONS, FAILURES = KEYS[2], KEYS[3]
local task, token, verdict = unpack(ARGV)
local time = micros()

if verdict == 'ok' then
	redis.call('HDEL', FAILURES, task)
	return { time, 0 }
elseif split(redis.call('HGET', COMPLETIONS, task) or '0||')[1] == token then
	return { time, tonumber(redis.call('HGET', FAILURES, task) or 0) }
end
redis.call('HSET', COMPLETIONS, task, string.format('%s|%d|', token, math.floor(time / 1000)))
return { time, redis.call('HINCRBY', FAILURES, task, 1) }
