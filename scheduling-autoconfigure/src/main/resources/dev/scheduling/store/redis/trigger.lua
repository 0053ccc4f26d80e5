-- Claims a run that is no tick: moves no mark's time and counts nothing but the dead run it replaces.
-- KEYS: nodes, marks, running, counts, waiting, cancels, requests, request times, and the run lock of the task where a claim takes it
-- ARGV: node, lease ms, task, call, admission, request or '', how long a request is kept ms
-- RETURNS: { micros, answer }: won|nominal|token|lease until   buffered|nominal   skipped|nominal|reason   repeated|nominal|token
-- REPLAY: the live run, or what is remembered of the request, keeps the call that it was made by.
local NODES, MARKS, RUNNING, COUNTS, WAITING, CANCELS, REQUESTS, REQUEST_TIMES, LOCK = unpack(KEYS)
local time = micros()
local now = math.floor(time / 1000)
local node, lease, task, call, admission, request = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4], ARGV[5], ARGV[6]

for _, old in ipairs(redis.call('ZRANGEBYSCORE', REQUEST_TIMES, '-inf', digits(now), 'LIMIT', 0, 100)) do
	redis.call('ZREM', REQUEST_TIMES, old)
	redis.call('HDEL', REQUESTS, old)
end

local key = request ~= '' and request or task .. '/call/' .. call

local function remember(nominal, token)
	redis.call('HSET', REQUESTS, key, call .. '|' .. digits(nominal) .. '|' .. digits(token))
	redis.call('ZADD', REQUEST_TIMES, digits(now + tonumber(ARGV[7])), key)
end

local function won(run)
	return 'won|' .. run.nominal .. '|' .. digits(run.token) .. '|' .. digits(run.expiry)
end

local function skipped()
	return 'skipped|' .. digits(now) .. '|skipped.overlap'
end

local function start(lock, dead)
	local stored = redis.call('HGET', MARKS, task)
	local mark = stored and readMark(stored)
	local token = nextToken(mark and mark.token or 0, now)
	local run = { token = token, nominal = digits(now), node = node, expiry = now + lease,
		kind = admission == 'AFTER_DELAY' and 'manual-delay' or 'manual', call = call }
	if not takeLock(lock, run, lease, dead) then
		return skipped()
	end
	if dead then
		countLost(COUNTS, task, dead)
	end
	if mark then
		mark.token = token
		-- Without this a replayed claim would answer with the token of this run.
		if mark.outcome == 'won' then
			mark.call = ''
		end
		redis.call('HSET', MARKS, task, writeMark(mark))
	end
	redis.call('HSET', RUNNING, admission == 'ALLOW' and task .. '#' .. digits(token) or task, writeRunning(run))
	if request ~= '' or admission == 'ALLOW' then -- the task's own field tells of no run beside others
		remember(now, token)
	end
	return won(run)
end

local function wait(run)
	local first = firstWaiting(WAITING, task, 'b')
	if first then
		return skipped()
	end
	redis.call('ZADD', WAITING, 0, waitingMember(task, 'b', now))
	if admission == 'CANCEL' then
		redis.call('HSET', CANCELS, task, digits(run.token))
	end
	remember(now, -1)
	return 'buffered|' .. digits(now)
end

local function answer()
	local known = redis.call('HGET', REQUESTS, key)
	if known then
		local part = split(known)
		if part[1] == call and part[3] == '-1' then
			return 'buffered|' .. part[2]
		end
		local run = part[1] == call and findRunning(RUNNING, task, tonumber(part[3]))
		return run and won(run) or 'repeated|' .. part[2] .. '|' .. part[3]
	end
	local text = redis.call('HGET', RUNNING, task)
	local run = text and readRunning(text)
	if run and run.call == call then
		return won(run)
	elseif admission == 'ALLOW' then
		return start()
	elseif run and run.expiry > now then
		if admission == 'BUFFER' or admission == 'CANCEL' then
			return wait(run)
		end
		return skipped()
	end
	return start(LOCK, run)
end
return { time, answer() }
