-- The stored forms of a tick.
--   mark:    nominal | stamp | since | call | outcome | token
--   running: token | nominal | node | lease until | kind | call, under the task, or under task#token where runs of one
--            task may overlap. Kind: 'tick'; 'delay' of a task whose times count from its last completion; 'manual', and
--            'manual-delay' of such a task.
--   waiting: members task|class|nominal of one score. Class 'a' is the tick that waits for the end of a run, 'b' a run
--            asked for by hand, 'c' one of a backfill; so the first member of a task is the next to run.

local function readMark(text)
	local part = split(text)
	return { nominal = tonumber(part[1]), stamp = part[2], since = part[3], call = part[4], outcome = part[5],
		token = tonumber(part[6]) }
end

local function writeMark(mark)
	return digits(mark.nominal) .. '|' .. mark.stamp .. '|' .. mark.since .. '|' .. mark.call .. '|' .. mark.outcome
		.. '|' .. digits(mark.token)
end

local function readRunning(text)
	local part = split(text)
	return { token = tonumber(part[1]), nominal = part[2], node = part[3], expiry = tonumber(part[4]), kind = part[5],
		call = part[6] }
end

local function writeRunning(run)
	return digits(run.token) .. '|' .. run.nominal .. '|' .. run.node .. '|' .. digits(run.expiry) .. '|' .. run.kind
		.. '|' .. run.call
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
	local text = redis.call('HGET', marks, task)
	if text and (run.kind == 'delay' or run.kind == 'manual-delay') then
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
	return task .. '|' .. class .. '|' .. string.format('%015.0f', nominal)
end

local function firstWaiting(waiting, task, class)
	local from = task .. '|' .. (class or '')
	return redis.call('ZRANGEBYLEX', waiting, '[' .. from, '(' .. from .. '~', 'LIMIT', 0, 1)[1]
end
