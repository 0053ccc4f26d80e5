-- Claims ticks of durable tasks and enqueues a job for each that is admitted.
-- KEYS: of the queue
-- ARGV: the ticks, each followed by: window ms, key of the job, level, envelope
-- RETURNS: { micros, answer, ... }, as the claims of all lanes, with enqueued|mark
-- REPLAY: the mark keeps the call that moved it, and its outcome.
local FIELDS = 13

local time = micros()
local now = math.floor(time / 1000)
local tasks = {}
for at = 1, #ARGV, FIELDS do
	add(tasks, ARGV[at])
end
local marks = redis.call('HMGET', MARKS, unpack(tasks))
local holders = redis.call('HMGET', LATEST, unpack(tasks))
local newHolders, jobs, options, ready, levels, replaced, cancelled = {}, {}, {}, {}, {}, {}, {}
local lane = { now = now, ahead = 0, marks = {}, counted = {}, paused = pausedTasks(PAUSES, tasks) }

local function hasEnded(id)
	return redis.call('HEXISTS', JOBS, id) == 0 or redis.call('ZSCORE', DONE, id) or redis.call('ZSCORE', DEAD, id)
		or redis.call('ZSCORE', CANCELLED, id)
end

local function replace(task, id, reason)
	add(replaced, id)
	addEach(lane.counted, { { task, reason, 1 }, { task, 'runs', -1 } })
	return 'enqueued'
end

-- What becomes of a tick while the job of an earlier one has not ended.
local function beside(tick, id, nominal, window)
	local waits = redis.call('HEXISTS', CLAIMS, id) == 0
	if waits and now >= nominal + window then
		return replace(tick.task, id, 'missed.window')
	elseif tick.admission == 'WAIT' or tick.admission == 'AFTER_DELAY' then
		return 'busy'
	elseif tick.admission == 'CANCEL' then
		if waits then
			return replace(tick.task, id, 'skipped.overlap')
		end
		add(cancelled, id)
		return 'enqueued'
	elseif tick.admission == 'BUFFER' and not waits then
		return 'enqueued'
	end
	return 'skipped.overlap'
end

local function decide(tick, holder, mark, window, id)
	if redis.call('HEXISTS', JOBS, id) == 1 or redis.call('ZSCORE', REMEMBERED, id) then
		return 'skipped.overlap'
	elseif tick.admission == 'ALLOW' or not holder then
		return 'enqueued'
	end
	local part = split(holder)
	if not hasEnded(part[1]) then
		return beside(tick, part[1], tonumber(part[2]), window)
	elseif tick.admission == 'AFTER_DELAY' and mark.outcome == 'enqueued' then
		return 'completed'
	end
	return 'enqueued'
end

function lane.admit(index, tick, mark)
	local extra = (index - 1) * FIELDS + 10
	local window, id, level, envelope = tonumber(ARGV[extra]), unpack(ARGV, extra + 1, extra + 3)
	local outcome = decide(tick, holders[index], mark, window, id)
	if outcome == 'enqueued' then
		add(newHolders, tick.task, id .. '|' .. digits(tick.nominal))
		add(jobs, id, envelope)
		add(ready, id)
		levels[id] = { level = tonumber(level) }
		if levels[id].level ~= NORMAL then
			add(options, id, level .. '||||')
		end
		add(lane.counted, { tick.task, 'runs', 1 })
	end
	return outcome
end

function lane.answer(mark)
	return 'enqueued|' .. digits(mark.nominal)
end

local reply = { time }
for i = 1, #tasks do
	add(reply, claimTick(lane, i, readTick(1 + (i - 1) * FIELDS), marks[i]))
end

each('HSET', MARKS, lane.marks)
each('HSET', LATEST, newHolders)
each('HSET', JOBS, jobs)
each('HSET', OPTIONS, options)
makeReady(ready, levels)
remember(replaced, now)
forget(replaced)
tally('tombstones', #replaced)
for _, id in ipairs(cancelled) do
	cancelJob(id, now)
end
for _, entry in ipairs(lane.counted) do
	count(COUNTS, entry[1], entry[2], entry[3])
end
if #ready > 0 then
	wake(now)
end
return reply
