-- Claims ticks of durable tasks and enqueues a job for each that is admitted.
-- KEYS: of the queue, then marks, counts, latest
-- ARGV: per tick: task, call, stamp, expected mark, nominal, period ms, coalesced, window ms, key of the job, envelope
-- RETURNS: { micros, answer, ... } as the script of the claim, with enqueued|mark in place of won
-- REPLAY: the mark keeps the call that moved it, and its outcome.
local MARKS, COUNTS, LATEST = KEYS[19], KEYS[20], KEYS[21]
local FIELDS = 10
local SLACK = 60000

local time = micros()
local now = math.floor(time / 1000)
local tasks = {}
for at = 1, #ARGV, FIELDS do
	add(tasks, ARGV[at])
end
local marks = redis.call('HMGET', MARKS, unpack(tasks))
local holders = redis.call('HMGET', LATEST, unpack(tasks))
local newMarks, newHolders, jobs, ready, counted, replaced = {}, {}, {}, {}, {}, {}

local function move(task, mark, nominal, call, outcome)
	mark.nominal, mark.call, mark.outcome = nominal, call, outcome
	add(newMarks, task, writeMark(mark))
end

local function answer(mark)
	if mark.outcome == 'enqueued' or mark.outcome == 'seeded' or mark.outcome == 'pulled' then
		return mark.outcome .. '|' .. digits(mark.nominal)
	end
	return 'skipped|' .. digits(mark.nominal) .. '|' .. mark.outcome
end

local function hasEnded(id)
	return redis.call('HEXISTS', JOBS, id) == 0 or redis.call('ZSCORE', DONE, id) or redis.call('ZSCORE', DEAD, id)
		or redis.call('ZSCORE', CANCELLED, id)
end

-- A tick overlaps the job of an earlier one that has not ended, unless that has never started and is out of its window.
local function overlaps(task, holder, id, window)
	if redis.call('HEXISTS', JOBS, id) == 1 or redis.call('ZSCORE', REMEMBERED, id) then
		return true
	elseif not holder then
		return false
	end
	local part = split(holder)
	if hasEnded(part[1]) then
		return false
	elseif redis.call('HEXISTS', CLAIMS, part[1]) == 1 or now < tonumber(part[2]) + window then
		return true
	end
	add(replaced, part[1])
	add(counted, { task, 'missed.window', 1 }, { task, 'runs', -1 })
	return false
end

local function claim(index, task, call, stamp, expected, nominal, period, coalesced, window, id, envelope)
	local mark = marks[index] and readMark(marks[index])
	if not mark then
		mark = { stamp = stamp, since = digits(now), token = 0 }
		move(task, mark, now, call, 'seeded')
		return answer(mark)
	elseif mark.call == call then
		return answer(mark)
	elseif mark.stamp ~= stamp then
		return 'changed|' .. mark.stamp
	elseif mark.nominal > now + math.max(SLACK, period) then
		add(counted, { task, 'pulled-back', 1 })
		move(task, mark, now, call, 'pulled')
		return answer(mark)
	elseif mark.nominal ~= expected then
		return 'moved|' .. digits(mark.nominal)
	elseif nominal > now then
		return 'early'
	end
	if coalesced > 0 then
		add(counted, { task, 'missed.coalesced', coalesced })
	end
	local outcome = 'skipped.overlap'
	if not overlaps(task, holders[index], id, window) then
		outcome = 'enqueued'
		add(newHolders, task, id .. '|' .. digits(nominal))
		add(jobs, id, envelope)
		add(ready, id)
	end
	add(counted, { task, outcome == 'enqueued' and 'runs' or outcome, 1 })
	move(task, mark, nominal, call, outcome)
	return answer(mark)
end

local reply = { time }
for i = 1, #tasks do
	local at = 1 + (i - 1) * FIELDS
	add(reply, claim(i, ARGV[at], ARGV[at + 1], ARGV[at + 2], tonumber(ARGV[at + 3]), tonumber(ARGV[at + 4]),
		tonumber(ARGV[at + 5]), tonumber(ARGV[at + 6]), tonumber(ARGV[at + 7]), ARGV[at + 8], ARGV[at + 9]))
end

each('HSET', MARKS, newMarks)
each('HSET', LATEST, newHolders)
each('HSET', JOBS, jobs)
each('RPUSH', READY, ready)
remember(replaced, now)
forget(replaced)
tally('tombstones', #replaced)
for _, entry in ipairs(counted) do
	count(COUNTS, entry[1], entry[2], entry[3])
end
if #ready > 0 then
	wake()
end
return reply
