-- Extends the lease of live runs, and notes that their node lives.
-- KEYS: nodes, running, cancels, then the run lock of each run's task where a claim takes it
-- ARGV: node, lease ms, then per run: task, token
-- RETURNS: { micros, answer, ... }: 0 if the run no longer holds its claim, 1 if it does, +2 if it should stop, +4 if it has lost its run lock
-- REPLAY: extends once more.
local FIXED = 3
local NODES, RUNNING, CANCELS = unpack(KEYS, 1, FIXED)
local time = micros()
local now = math.floor(time / 1000)
local node, lease = ARGV[1], tonumber(ARGV[2])
redis.call('ZADD', NODES, now + lease, node)

local function renew(task, token, lock)
	local run, field = findRunning(RUNNING, task, token)
	if not run then
		return 0
	end
	run.expiry = now + lease
	redis.call('HSET', RUNNING, field, writeRunning(run))
	local answer = redis.call('HGET', CANCELS, task) == digits(token) and 3 or 1
	if holdsLock(lock, field, task, run) then
		redis.call('PEXPIRE', lock, lease)
	elseif lock and field == task then
		answer = answer + 4
	end
	return answer
end

local reply = { time }
for i = 1, (#ARGV - 2) / 2 do
	reply[#reply + 1] = renew(ARGV[1 + 2 * i], tonumber(ARGV[2 + 2 * i]), KEYS[FIXED + i])
end
return reply
