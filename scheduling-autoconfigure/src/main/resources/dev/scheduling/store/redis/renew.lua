-- Extends the lease of live runs, and notes that their node lives.
-- KEYS: nodes, running
-- ARGV: node, lease ms, then per run: task, token
-- RETURNS: { micros, 1 or 0, ... }: whether each run still held its claim
-- REPLAY: extends once more.
local time = micros()
local now = math.floor(time / 1000)
local node, lease = ARGV[1], tonumber(ARGV[2])
redis.call('ZADD', KEYS[1], now + lease, node)
local reply = { time }
for i = 3, #ARGV, 2 do
	local text = redis.call('HGET', KEYS[2], ARGV[i])
	local run = text and readRunning(text)
	local held = run and run.token == tonumber(ARGV[i + 1])
	if held then
		run.expiry = now + lease
		redis.call('HSET', KEYS[2], ARGV[i], writeRunning(run))
	end
	reply[#reply + 1] = held and 1 or 0
end
return reply
