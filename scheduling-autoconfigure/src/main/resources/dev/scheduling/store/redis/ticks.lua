-- The stored forms of a tick.
--   mark:    nominal | stamp | since | call | outcome | token
--   running: token | nominal | node | lease until | kind | call

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

local function count(counts, task, reason, by)
	redis.call('HINCRBY', counts, task .. '/' .. reason, by)
end

-- A run whose lease is out. Only ticks are counted: a triggered run is none.
local function countLost(counts, task, run)
	if run.kind == 'tick' then
		count(counts, task, 'lost.crash', 1)
	end
end

-- Rises with every run, also after the store was emptied.
local function nextToken(stored, now)
	return math.max(stored + 1, now)
end
