-- Ends claimed runs.
-- KEYS: nodes, marks, running, counts, completions, waiting, cancels, failures, pauses, changes, then of each run's task the history and, where a claim
--       takes it, the run lock
-- ARGV: history size, keys per run, then per run: task, token, count, record or '', 'ok' or 'failed' or '', pause after failures or 0, reason of that pause
-- RETURNS: { micros, flags, ... }: 1 if the run still held its claim, +2 if something waits for its end, +4 if its task is paused now
-- REPLAY: the completion keeps the token of the run that ended last, and whether it led to a pause.
local FIELDS = 7
local FIXED = 10
local NODES, MARKS, RUNNING, COUNTS, COMPLETIONS, WAITING, CANCELS, FAILURES, PAUSES, CHANGES = unpack(KEYS, 1, FIXED)

local time = micros()
local now = math.floor(time / 1000)
local history, perRun = tonumber(ARGV[1]), tonumber(ARGV[2])
-- Most clusters have none of these most of the time.
local waits = redis.call('EXISTS', WAITING) == 1
local cancels = redis.call('EXISTS', CANCELS) == 1
local failed = redis.call('EXISTS', FAILURES) == 1

local tasks, locks = {}, {}
for i = 1, (#KEYS - FIXED) / perRun do
	tasks[i] = ARGV[3 + (i - 1) * FIELDS]
	locks[i] = perRun == 2 and KEYS[FIXED + 2 * i]
end
local runs = redis.call('HMGET', RUNNING, unpack(tasks))
local held = perRun == 2 and redis.call('MGET', unpack(locks))
local ended, freed, completions = {}, {}, {}

-- Returns whether the task is paused now because of its failures.
local function judge(task, verdict, most, reason)
	if verdict == 'ok' and failed then
		redis.call('HDEL', FAILURES, task)
	elseif verdict == 'failed' and most > 0 then
		failed = true
		if redis.call('HINCRBY', FAILURES, task, 1) >= most then
			redis.call('HDEL', FAILURES, task)
			redis.call('INCR', CHANGES)
			return redis.call('HSETNX', PAUSES, task, digits(now) .. '|' .. reason) == 1
		end
	end
end

local function flags(task, paused)
	return 1 + (waits and firstWaiting(WAITING, task) and 2 or 0) + (paused and 4 or 0)
end

local function find(index, task, token)
	local run = runs[index] and readRunning(runs[index])
	if run and run.token == token then
		return run, task
	end
	return findRunning(RUNNING, task, token)
end

local function keep(key, record)
	if redis.call('LPUSH', key, record) > history then
		redis.call('LTRIM', key, 0, history - 1)
	end
end

local function finish(index, key, at)
	local task, tokenText, reason, record, verdict, most, pause = unpack(ARGV, at, at + FIELDS - 1)
	local run, field = find(index, task, tonumber(tokenText))
	if not run then
		local completion = split(redis.call('HGET', COMPLETIONS, task) or '0||')
		return completion[1] == tokenText and flags(task, completion[3] == 'paused') or 0
	end
	ended[#ended + 1] = field
	if held and field == task and held[index] == lockValue(run) then
		freed[#freed + 1] = locks[index]
	end
	if not isManual(run) then
		count(COUNTS, task, reason, 1)
	end
	complete(MARKS, task, run, now)
	if cancels and redis.call('HGET', CANCELS, task) == tokenText then
		redis.call('HDEL', CANCELS, task)
	end
	if record ~= '' then
		keep(key, record)
	end
	local paused = judge(task, verdict, tonumber(most), pause)
	completions[#completions + 1] = task
	completions[#completions + 1] = string.format('%s|%d|%s', tokenText, now, paused and 'paused' or '')
	return flags(task, paused)
end

local reply = { time }
for i = 1, #tasks do
	reply[#reply + 1] = finish(i, KEYS[FIXED + (i - 1) * perRun + 1], 3 + (i - 1) * FIELDS)
end
if #ended > 0 then
	redis.call('HDEL', RUNNING, unpack(ended))
	redis.call('HSET', COMPLETIONS, unpack(completions))
end
if #freed > 0 then
	redis.call('DEL', unpack(freed))
end
return reply
