-- Stores jobs, all or none. The only script of jobs, beside the one of ticks, that a full Redis refuses.
-- KEYS: of the queue
-- ARGV: per job: key of the job, delay ms, earliest start ms, envelope
-- RETURNS: { micros, 1 stored or 0 duplicate, ... }
-- REPLAY: finds the jobs with the same envelopes.
local time = micros()
local now = math.floor(time / 1000)
local ids, reply, envelopes, ready, delayed = {}, { time }, {}, {}, {}
for at = 1, #ARGV, 4 do
	add(ids, ARGV[at])
end
local known = redis.call('HMGET', JOBS, unpack(ids))
local remembered = redis.call('ZMSCORE', REMEMBERED, unpack(ids))
local seen, earliest = {}, math.huge
local nextDue = tonumber(redis.call('ZRANGE', DELAYED, 0, 0, 'WITHSCORES')[2]) or math.huge
for i, id in ipairs(ids) do
	local at = (i - 1) * 4
	local due, envelope = math.max(now + tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])), ARGV[at + 4]
	local stored = known[i] or seen[id]
	if not stored and not remembered[i] then
		seen[id] = envelope
		stored = envelope
		add(envelopes, id, envelope)
		if due > now then
			add(delayed, digits(due), id)
			earliest = math.min(earliest, due)
		else
			add(ready, id)
		end
	end
	-- An id is made once: one that is remembered is of this very call, and its job has run.
	add(reply, (remembered[i] or stored == envelope) and 1 or 0)
end
each('HSET', JOBS, envelopes)
each('ZADD', DELAYED, delayed)
each('RPUSH', READY, ready)
if #ready > 0 then
	wake()
elseif earliest < nextDue then
	wakeToLearn()
end
return reply
