-- How many jobs may start. The workers know the limits from their configuration; each fetch leaves them in meta for the
-- scripts that decide whether to wake a worker.
--   limits: running at once | starts | within ms | running at once of one concurrency key; empty where there is none
--   rate:   slice | starts | slice | starts ...: starts of the last period, by twentieths of it
local SLICES = 20

local function readLimits(text)
	local part = split(text or '')
	return { most = tonumber(part[1]), starts = tonumber(part[2]), per = tonumber(part[3]),
		perKey = tonumber(part[4]) or 1 }
end

-- A list of slice and starts, oldest first, and the current slice. Covers a whole period before any time in that slice.
local function readRate(text, limits, now)
	local width = math.ceil(limits.per / SLICES)
	local current = math.floor(now / width)
	local rate = { width = width, current = current, used = 0 }
	for slice, starts in string.gmatch(text or '', '(%d+)|(%d+)') do
		-- One ahead of a clock that was set back must not hold up the queue.
		slice, starts = math.min(tonumber(slice), current), tonumber(starts)
		if slice >= current - SLICES then
			add(rate, { slice, starts })
			rate.used = rate.used + starts
		end
	end
	return rate
end

local function writeRate(rate, started)
	local entries = {}
	for _, entry in ipairs(rate) do
		if entry[1] == rate.current then
			started = started + entry[2]
		else
			add(entries, digits(entry[1]), entry[2])
		end
	end
	return table.concat(entries, '|') .. (#entries > 0 and '|' or '') .. digits(rate.current) .. '|' .. started
end

-- In how many milliseconds the rate lets a further job start.
local function rateAllowsIn(rate, limits, now)
	local used = rate.used
	for _, entry in ipairs(rate) do
		used = used - entry[2]
		if used < limits.starts then
			return (entry[1] + SLICES + 1) * rate.width - now
		end
	end
end

-- How many jobs may start now; if the rate allows none, also when it does.
local function allowance(limits, rateText, now)
	local free = limits.most and math.max(0, limits.most - redis.call('ZCARD', ACTIVE)) or math.huge
	if limits.starts and free > 0 then
		local rate = readRate(rateText, limits, now)
		if rate.used >= limits.starts then
			return 0, rateAllowsIn(rate, limits, now)
		end
		free = math.min(free, limits.starts - rate.used)
	end
	return free
end

-- Whether a job could start now; if only the rate does not allow it, also in how many milliseconds it does.
local function outlook(now, isReady)
	if not isReady and redis.call('EXISTS', READY_NORMAL, READY_HIGH, READY_LOW) == 0 then
		return false
	end
	local meta = redis.call('HMGET', META, 'limits', 'rate', 'paused')
	if meta[3] then
		return false
	elseif not meta[1] then
		return true
	end
	local free, allowedIn = allowance(readLimits(meta[1]), meta[2], now)
	return free > 0, allowedIn
end

-- Wakes one idle worker if a job can start. Who has just made one ready need not look for it.
local function wake(now, isReady)
	if outlook(now, isReady) then
		redis.call('ZADD', WAKE, 0, 'ready')
	end
end

-- Wakes one idle worker to learn that a job is due sooner than any worker knows.
local function wakeToLearn()
	if not isPaused() then
		redis.call('ZADD', WAKE, 0, 'ready')
	end
end
