-- Starts runs that waited for the end of another one.
-- KEYS: nodes, marks, running, waiting, then the run lock of each task where a claim takes it
-- ARGV: node, lease ms, call, then tasks
-- RETURNS: { micros, task|class|nominal|token|lease until, ... }, one entry for each that starts
-- REPLAY: the live run keeps the call that started it.
local FIXED = 4
local NODES, MARKS, RUNNING, WAITING = unpack(KEYS, 1, FIXED)
local time = micros()
local now = math.floor(time / 1000)
local node, lease, call = ARGV[1], tonumber(ARGV[2]), ARGV[3]

local function started(task, run)
	local class = run.kind == 'tick' and 'a' or string.match(run.call, '.$')
	return task .. '|' .. class .. '|' .. run.nominal .. '|' .. digits(run.token) .. '|' .. digits(run.expiry)
end

local function take(task, lock)
	local text = redis.call('HGET', RUNNING, task)
	local run = text and readRunning(text)
	if run then -- a dead one is left to the sweep, which counts it
		return string.sub(run.call, 1, #call + 1) == call .. '#' and started(task, run)
	end
	local first = firstWaiting(WAITING, task)
	local stored = redis.call('HGET', MARKS, task)
	if not first or not stored then
		return
	end
	local part = split(first)
	local mark = readMark(stored)
	run = { token = nextToken(mark.token, now), nominal = digits(tonumber(part[3])), node = node, expiry = now + lease,
		kind = part[2] == 'a' and 'tick' or 'manual', call = call .. '#' .. part[2] }
	if not takeLock(lock, run, lease) then
		return
	end
	mark.token = run.token
	if mark.outcome == 'won' then
		mark.call = ''
	end
	redis.call('ZREM', WAITING, first)
	redis.call('HSET', MARKS, task, writeMark(mark))
	redis.call('HSET', RUNNING, task, writeRunning(run))
	return started(task, run)
end

local reply = { time }
for i = 4, #ARGV do
	local entry = take(ARGV[i], KEYS[FIXED + i - 3])
	if entry then
		reply[#reply + 1] = entry
	end
end
return reply
