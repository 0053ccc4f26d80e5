-- Ends claimed runs.
-- KEYS: nodes, running, counts, completions, then the history of each run's task
-- ARGV: history size, then per run: task, token, count, record or ''
-- RETURNS: { micros, 1 or 0, ... }: whether each run still held its claim
-- REPLAY: the completion keeps the token of the run that ended last.
local FIELDS = 4

local time = micros()
local now = math.floor(time / 1000)

local function finish(history, task, token, reason, record)
	local text = redis.call('HGET', KEYS[2], task)
	local run = text and readRunning(text)
	if not run or run.token ~= token then
		local completion = redis.call('HGET', KEYS[4], task)
		return completion and tonumber(split(completion)[1]) == token and 1 or 0
	end
	redis.call('HDEL', KEYS[2], task)
	if run.kind == 'tick' then
		count(KEYS[3], task, reason, 1)
	end
	redis.call('HSET', KEYS[4], task, digits(token) .. '|' .. digits(now))
	if record ~= '' then
		redis.call('LPUSH', history, record)
		redis.call('LTRIM', history, 0, tonumber(ARGV[1]) - 1)
	end
	return 1
end

local reply = { time }
for i = 1, #KEYS - 4 do
	local at = 2 + (i - 1) * FIELDS
	reply[#reply + 1] = finish(KEYS[4 + i], ARGV[at], tonumber(ARGV[at + 1]), ARGV[at + 2], ARGV[at + 3])
end
return reply
