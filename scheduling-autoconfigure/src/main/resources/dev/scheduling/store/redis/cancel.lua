-- Cancels jobs: those that wait have ended so, those that run are marked.
-- KEYS: of the queue
-- ARGV: keys of the jobs
-- RETURNS: { micros, CANCELLED or REQUESTED or FINISHED or UNKNOWN, ... }
-- REPLAY: finds them cancelled or marked.
local reply = { micros() }
local now = math.floor(reply[1] / 1000)
for _, id in ipairs(ARGV) do
	add(reply, cancelJob(id, now))
end
wake(now) -- what they held may let others start
return reply
