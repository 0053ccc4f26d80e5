-- Reads a job as it stands.
-- KEYS: of the queue
-- ARGV: key of the job
-- RETURNS: { micros } or { micros, place, score, envelope, claim, progress, error }, missing ones empty
local id = ARGV[1]
local envelope = redis.call('HGET', JOBS, id)
if not envelope then
	return { micros() }
end
local places = { RUNNING = ACTIVE, SCHEDULED = DELAYED, SUCCEEDED = DONE, DEAD = DEAD, CANCELLED = CANCELLED }
local place, score = 'QUEUED', ''
for name, key in pairs(places) do
	local found = redis.call('ZSCORE', key, id)
	if found then
		place, score = name, digits(tonumber(found))
	end
end
return { micros(), place, score, envelope, redis.call('HGET', CLAIMS, id) or '0|0|0||||',
	redis.call('HGET', PROGRESS, id) or '', redis.call('HGET', ERRORS, id) or '' }
