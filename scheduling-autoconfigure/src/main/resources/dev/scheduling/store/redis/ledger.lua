-- Reads a task's mark, live run and counters together.
-- KEYS: nodes, marks, running, counts
-- ARGV: task, reason, ...
-- RETURNS: { micros, mark or -1, running ticks, count, ... } with the counts in the order of the reasons
local text = redis.call('HGET', KEYS[2], ARGV[1])
local run = redis.call('HGET', KEYS[3], ARGV[1])
local reply = { micros(), text and readMark(text).nominal or -1, run and readRunning(run).kind == 'tick' and 1 or 0 }
for i = 2, #ARGV do
	reply[#reply + 1] = tonumber(redis.call('HGET', KEYS[4], ARGV[1] .. '/' .. ARGV[i])) or 0
end
return reply
