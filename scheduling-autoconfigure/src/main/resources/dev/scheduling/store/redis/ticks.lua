-- The stored forms of a tick.
--   mark:    nominal | stamp | since | call | outcome | token
--   running: token | nominal | node | lease until | kind | call, under the task, or under task#token where runs of one
--            task may overlap. Kind: 'tick'; 'delay' of a task whose times count from its last completion; 'manual', and
--            'manual-delay' of such a task.
--   waiting: members task|class|nominal of one score. Class 'a' is the tick that waits for the end of a run, 'b' a run
--            asked for by hand, 'c' one of a backfill; so the first member of a task is the next to run.

-- One match, not a split: a claim reads a thousand of these.
local function readMark(text)
	local nominal, stamp, since, call, outcome, token = string.match(text,
		'^(%d+)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|(%d+)$')
	return { nominal = tonumber(nominal), stamp = stamp, since = since, call = call, outcome = outcome,
		token = tonumber(token) }
end

local function writeMark(mark)
	return string.format('%d|%s|%s|%s|%s|%d', mark.nominal, mark.stamp, mark.since, mark.call, mark.outcome, mark.token)
end

local function readRunning(text)
	local token, nominal, node, expiry, kind, call = string.match(text,
		'^(%d+)|([^|]*)|([^|]*)|(%d+)|([^|]*)|([^|]*)$')
	return { token = tonumber(token), nominal = nominal, node = node, expiry = tonumber(expiry), kind = kind,
		call = call }
end

local function writeRunning(run)
	return string.format('%d|%s|%s|%d|%s|%s', run.token, run.nominal, run.node, run.expiry, run.kind, run.call)
end

-- A run by its token, and the field that holds it.
local function findRunning(running, task, token)
	for _, field in ipairs({ task, task .. '#' .. digits(token) }) do
		local text = redis.call('HGET', running, field)
		local run = text and readRunning(text)
		if run and run.token == token then
			return run, field
		end
	end
end

-- The run lock is a key as ShedLock's: who set it holds it, and its value tells who that is.
local function lockValue(run)
	return string.format('%s|%d', run.node, run.token)
end

-- Whether the run has its lock now; also where locks are kept elsewhere, and from a dead run that ends in this millisecond.
local function takeLock(lock, run, lease, dead)
	if not lock or redis.call('SET', lock, lockValue(run), 'NX', 'PX', lease) then
		return true
	elseif dead and redis.call('GET', lock) == lockValue(dead) then
		redis.call('SET', lock, lockValue(run), 'PX', lease)
		return true
	end
	return false
end

-- A run that may overlap others has none.
local function holdsLock(lock, field, task, run)
	return lock and field == task and redis.call('GET', lock) == lockValue(run)
end

local function taskOf(field)
	return string.match(field, '^[^#]*')
end

local function count(counts, task, reason, by)
	redis.call('HINCRBY', counts, task .. '/' .. reason, by)
end

local function isManual(run)
	return string.sub(run.kind, 1, 6) == 'manual'
end

-- A run whose lease is out. Only ticks are counted: a triggered run is none.
local function countLost(counts, task, run)
	if not isManual(run) then
		count(counts, task, 'lost.crash', 1)
	end
end

-- Where times count from the last completion, that is the mark.
local function complete(marks, task, run, at)
	local text = (run.kind == 'delay' or run.kind == 'manual-delay') and redis.call('HGET', marks, task)
	if text then
		local mark = readMark(text)
		mark.nominal, mark.call, mark.outcome = math.max(mark.nominal, at), '', 'completed'
		redis.call('HSET', marks, task, writeMark(mark))
	end
end

-- Rises with every run, also after the store was emptied.
local function nextToken(stored, now)
	return math.max(stored + 1, now)
end

local function waitingMember(task, class, nominal)
	return task .. '|' .. class .. '|' .. string.format('%015d', nominal)
end

local function firstWaiting(waiting, task, class)
	local from = task .. '|' .. (class or '')
	return redis.call('ZRANGEBYLEX', waiting, '[' .. from, '(' .. from .. '~', 'LIMIT', 0, 1)[1]
end
