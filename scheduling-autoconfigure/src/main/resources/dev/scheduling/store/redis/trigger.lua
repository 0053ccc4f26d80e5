-- Claims a run that is no tick: moves no mark's time and counts nothing but the dead run it replaces.
-- KEYS: nodes, marks, running, counts
-- ARGV: node, lease ms, task, call
-- RETURNS: { micros, answer }, the answer as in the script of the claim
-- REPLAY: the live run keeps the call that started it.
local time = micros()
local now = math.floor(time / 1000)
local node, lease, task, call = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4]
local text = redis.call('HGET', KEYS[3], task)
local run = text and readRunning(text)
if run and run.call ~= call then
	if run.expiry > now then
		return { time, 'skipped|' .. digits(now) .. '|skipped.overlap' }
	end
	countLost(KEYS[4], task, run)
end
if not run or run.call ~= call then
	local stored = redis.call('HGET', KEYS[2], task)
	local mark = stored and readMark(stored)
	local token = nextToken(mark and mark.token or 0, now)
	if mark then
		mark.token = token
		-- Without this a replayed claim would answer with the token of this run.
		if mark.outcome == 'won' then
			mark.call = ''
		end
		redis.call('HSET', KEYS[2], task, writeMark(mark))
	end
	run = { token = token, nominal = digits(now), node = node, expiry = now + lease, kind = 'manual', call = call }
	redis.call('HSET', KEYS[3], task, writeRunning(run))
end
return { time, 'won|' .. run.nominal .. '|' .. digits(run.token) .. '|' .. digits(run.expiry) }
