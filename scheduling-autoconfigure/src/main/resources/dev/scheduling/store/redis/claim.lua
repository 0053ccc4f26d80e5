-- Claims ticks: each is won by one node, waits for the end of a run, or is counted.
-- KEYS: nodes, marks, running, counts, pauses, waiting, cancels, then the run lock of each tick's task where a claim takes it
-- ARGV: node, lease ms, then the ticks
-- RETURNS: { micros, answer, ... }, as the claims of all lanes, with won|mark|token|lease until
-- REPLAY: the mark keeps the call that moved it, and its outcome.
local FIELDS = 9
local FIXED = 7
local AHEAD = 100
local NODES, MARKS, RUNNING, COUNTS, PAUSES, WAITING, CANCELS = unpack(KEYS, 1, FIXED)

local time = micros()
local now = math.floor(time / 1000)
local node, lease = ARGV[1], tonumber(ARGV[2])
local tasks = {}
for i = 3, #ARGV, FIELDS do
	tasks[#tasks + 1] = ARGV[i]
end
local marks = redis.call('HMGET', MARKS, unpack(tasks))
local runs = redis.call('HMGET', RUNNING, unpack(tasks))
local won, newRuns, deadRuns, newWaiting, noLongerWaiting, newCancels = {}, {}, {}, {}, {}, {}
local lane = { now = now, ahead = AHEAD, marks = {}, counted = {}, paused = pausedTasks(PAUSES, tasks) }

local function newRun(tick, mark)
	return { token = nextToken(mark.token, now), nominal = tick.nominalText, node = node, expiry = now + lease,
		kind = tick.admission == 'AFTER_DELAY' and 'delay' or 'tick', call = tick.call }
end

local function start(index, mark, run, field)
	mark.token = run.token
	won[index] = run
	newRuns[#newRuns + 1] = field
	newRuns[#newRuns + 1] = writeRunning(run)
	return 'won'
end

-- Somebody else may hold the lock: another user of ShedLock, or a run of which the store has lost all trace.
local function startAlone(index, tick, mark, dead)
	local run = newRun(tick, mark)
	if not takeLock(KEYS[FIXED + index], run, lease, dead) then
		return tick.nominal > now and 'early' or (tick.admission == 'WAIT' or tick.admission == 'AFTER_DELAY') and 'busy' or 'skipped.overlap'
	end
	if dead then
		deadRuns[#deadRuns + 1] = { tick.task, dead }
	end
	return start(index, mark, run, tick.task)
end

local function wait(tick)
	newWaiting[#newWaiting + 1] = 0
	newWaiting[#newWaiting + 1] = waitingMember(tick.task, 'a', tick.nominal)
	return 'buffered'
end

-- One tick waits at most: the first of them, or the last where it replaces the run.
local function waitOrSkip(tick, run)
	local waits = firstWaiting(WAITING, tick.task, 'a')
	if tick.admission == 'BUFFER' then
		return waits and 'skipped.overlap' or wait(tick)
	end
	if run then
		newCancels[#newCancels + 1] = tick.task
		newCancels[#newCancels + 1] = digits(run.token)
	end
	if waits then
		noLongerWaiting[#noLongerWaiting + 1] = waits
		lane.counted[#lane.counted + 1] = { tick.task, 'skipped.overlap', 1 }
	end
	return wait(tick)
end

function lane.admit(index, tick, mark)
	local run = runs[index] and readRunning(runs[index])
	local alive = run and run.expiry > now
	local admission = tick.admission
	local early = tick.nominal > now and 'early' -- what is in the way may be gone by then
	if admission == 'ALLOW' then
		run = newRun(tick, mark)
		return start(index, mark, run, tick.task .. '#' .. digits(run.token))
	elseif admission == 'BUFFER' or admission == 'CANCEL' then
		if alive or firstWaiting(WAITING, tick.task, 'a') then
			return early or waitOrSkip(tick, alive and run)
		end
	elseif admission == 'AFTER_DELAY' then
		if early or run then -- a dead one has its completion from the sweep
			return early or 'busy'
		end
	elseif alive then
		return early or admission == 'WAIT' and 'busy' or 'skipped.overlap'
	end
	return startAlone(index, tick, mark, run)
end

function lane.answer(mark, index)
	local run = won[index] or runs[index] and readRunning(runs[index])
	if not run or run.token ~= mark.token then -- a replay of a run beside others
		run = findRunning(RUNNING, tasks[index], mark.token)
	end
	return string.format('won|%d|%d|%d', mark.nominal, mark.token, run and run.expiry or 0)
end

local reply = { time }
for i = 1, #tasks do
	reply[#reply + 1] = claimTick(lane, i, readTick(3 + (i - 1) * FIELDS), marks[i])
end

if #lane.marks > 0 then
	redis.call('HSET', MARKS, unpack(lane.marks))
end
if #newRuns > 0 then
	redis.call('HSET', RUNNING, unpack(newRuns))
end
if #noLongerWaiting > 0 then
	redis.call('ZREM', WAITING, unpack(noLongerWaiting))
end
if #newWaiting > 0 then
	redis.call('ZADD', WAITING, unpack(newWaiting))
end
if #newCancels > 0 then
	redis.call('HSET', CANCELS, unpack(newCancels))
end
for _, dead in ipairs(deadRuns) do
	countLost(COUNTS, dead[1], dead[2])
end
for _, entry in ipairs(lane.counted) do
	count(COUNTS, entry[1], entry[2], entry[3])
end
return reply
