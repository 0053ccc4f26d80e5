-- Ends a claimed run.
-- KEYS: nodes, running, counts, completions, history
-- ARGV: task, token, count, record or '', history size
-- RETURNS: { micros, 1 } if the run held its claim, else { micros, 0 }
-- REPLAY: the completion keeps the token of the run that ended last.
local time = micros()
local now = math.floor(time / 1000)
local task, token = ARGV[1], tonumber(ARGV[2])
local text = redis.call('HGET', KEYS[2], task)
local run = text and readRunning(text)
if run and run.token == token then
	redis.call('HDEL', KEYS[2], task)
	if run.kind == 'tick' then
		count(KEYS[3], task, ARGV[3], 1)
	end
	redis.call('HSET', KEYS[4], task, digits(token) .. '|' .. digits(now))
	if ARGV[4] ~= '' then
		redis.call('LPUSH', KEYS[5], ARGV[4])
		redis.call('LTRIM', KEYS[5], 0, tonumber(ARGV[5]) - 1)
	end
	return { time, 1 }
end
local completion = redis.call('HGET', KEYS[4], task)
if completion and tonumber(split(completion)[1]) == token then
	return { time, 1 }
end
return { time, 0 }
