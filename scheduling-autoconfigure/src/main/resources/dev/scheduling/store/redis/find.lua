-- Reads a job as it stands.
-- KEYS: of the queue
-- ARGV: key of the job
-- RETURNS: { micros } or { micros, key, place, score, envelope, claim, progress, error, parking, options }, missing ones
--   empty
local reply = { micros() }
local id = ARGV[1]
if redis.call('HEXISTS', JOBS, id) == 0 then
	return reply
end
local places = { RUNNING = ACTIVE, SCHEDULED = DELAYED, SUCCEEDED = DONE, DEAD = DEAD, CANCELLED = CANCELLED, PARKED = PARKED }
for name, key in pairs(places) do
	local score = redis.call('ZSCORE', key, id)
	if score then
		addJob(reply, id, name, score)
		return reply
	end
end
addJob(reply, id, 'QUEUED')
return reply
