-- Reads the last lines of a job's log.
-- KEYS: of the queue
-- ARGV: key of the job
-- RETURNS: { micros, line, ... }
local reply = { micros() }
local last = readProgress(redis.call('HGET', PROGRESS, ARGV[1])).last
for line = math.max(1, last - KEPT_LINES + 1), last do
	add(reply, redis.call('HGET', LOGS, ARGV[1] .. '/' .. line))
end
return reply
