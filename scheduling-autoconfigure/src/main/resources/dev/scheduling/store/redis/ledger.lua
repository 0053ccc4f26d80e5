-- Reads a task's mark, live runs, waiting tick and counters together.
-- KEYS: nodes, marks, running, counts, waiting
-- ARGV: task, reason, ...
-- RETURNS: { micros, mark or -1, running ticks, waiting ticks, count, ... } with the counts in the order of the reasons
local NODES, MARKS, RUNNING, COUNTS, WAITING = unpack(KEYS)
local task = ARGV[1]
local text = redis.call('HGET', MARKS, task)
local running = 0
local entries = redis.call('HGETALL', RUNNING)
for i = 1, #entries, 2 do
	if taskOf(entries[i]) == task and not isManual(readRunning(entries[i + 1])) then
		running = running + 1
	end
end
local reply = { micros(), text and readMark(text).nominal or -1, running, firstWaiting(WAITING, task, 'a') and 1 or 0 }
for i = 2, #ARGV do
	reply[#reply + 1] = tonumber(redis.call('HGET', COUNTS, task .. '/' .. ARGV[i])) or 0
end
return reply
