-- Reads the result of a succeeded job.
-- KEYS: of the queue
-- ARGV: key of the job
-- RETURNS: { micros } or { micros, result }
local result = redis.call('HGET', RESULTS, ARGV[1])
if not result then
	return { micros() }
end
return { micros(), result }
