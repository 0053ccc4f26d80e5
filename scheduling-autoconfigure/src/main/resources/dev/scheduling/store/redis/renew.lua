-- Extends the lease of live runs, and notes that their node lives.
-- KEYS: nodes, running, cancels
-- ARGV: node, lease ms, then per run: task, token
-- RETURNS: { micros, answer, ... }: 0 if the run no longer holds its claim, 1 if it does, 2 if it does and should stop
-- REPLAY: extends once more.
local NODES, RUNNING, CANCELS = unpack(KEYS)
local time = micros()
local now = math.floor(time / 1000)
local node, lease = ARGV[1], tonumber(ARGV[2])
redis.call('ZADD', NODES, now + lease, node)
local reply = { time }
for i = 3, #ARGV, 2 do
	local run, field = findRunning(RUNNING, ARGV[i], tonumber(ARGV[i + 1]))
	if run then
		run.expiry = now + lease
		redis.call('HSET', RUNNING, field, writeRunning(run))
	end
	local cancelled = run and redis.call('HGET', CANCELS, ARGV[i]) == digits(run.token)
	reply[#reply + 1] = cancelled and 2 or run and 1 or 0
end
return reply
