-- Ends claimed runs.
-- KEYS: nodes, marks, running, counts, completions, waiting, cancels, failures, pauses, changes, then the history of each run's task
-- ARGV: history size, then per run: task, token, count, record or '', 'ok' or 'failed' or '', pause after failures or 0, reason of that pause
-- RETURNS: { micros, flags, ... }: 1 if the run still held its claim, +2 if something waits for its end, +4 if its task is paused now
-- REPLAY: the completion keeps the token of the run that ended last, and whether it led to a pause.
local FIELDS = 7
local FIXED = 10
local NODES, MARKS, RUNNING, COUNTS, COMPLETIONS, WAITING, CANCELS, FAILURES, PAUSES, CHANGES = unpack(KEYS, 1, FIXED)

local time = micros()
local now = math.floor(time / 1000)

-- Returns whether the task is paused now because of its failures.
local function judge(task, verdict, most, reason)
	if verdict == 'ok' then
		redis.call('HDEL', FAILURES, task)
	elseif verdict == 'failed' and most > 0 and redis.call('HINCRBY', FAILURES, task, 1) >= most then
		redis.call('HDEL', FAILURES, task)
		redis.call('INCR', CHANGES)
		return redis.call('HSETNX', PAUSES, task, digits(now) .. '|' .. reason) == 1
	end
end


local function flags(task, paused)
	return 1 + (firstWaiting(WAITING, task) and 2 or 0) + (paused and 4 or 0)
end

local function finish(history, at)
	local task, token, reason, record = ARGV[at], tonumber(ARGV[at + 1]), ARGV[at + 2], ARGV[at + 3]
	local run, field = findRunning(RUNNING, task, token)
	if not run then
		local completion = split(redis.call('HGET', COMPLETIONS, task) or '0||')
		return tonumber(completion[1]) == token and flags(task, completion[3] == 'paused') or 0
	end
	redis.call('HDEL', RUNNING, field)
	if not isManual(run) then
		count(COUNTS, task, reason, 1)
	end
	complete(MARKS, task, run, now)
	if redis.call('HGET', CANCELS, task) == digits(token) then
		redis.call('HDEL', CANCELS, task)
	end
	if record ~= '' then
		redis.call('LPUSH', history, record)
		redis.call('LTRIM', history, 0, tonumber(ARGV[1]) - 1)
	end
	local paused = judge(task, ARGV[at + 4], tonumber(ARGV[at + 5]), ARGV[at + 6])
	redis.call('HSET', COMPLETIONS, task, digits(token) .. '|' .. digits(now) .. '|' .. (paused and 'paused' or ''))
	return flags(task, paused)
end

local reply = { time }
for i = 1, #KEYS - FIXED do
	reply[#reply + 1] = finish(KEYS[FIXED + i], 2 + (i - 1) * FIELDS)
end
return reply
