-- Counts the jobs of a queue.
-- KEYS: of the queue
-- RETURNS: { micros, scheduled, queued, running, succeeded, dead, cancelled, parked, refused completions, crashes, trimmed,
--   expired }
local meta = redis.call('HMGET', META, 'tombstones', 'refused', 'crashes', 'trimmed', 'expired')
return { micros(), redis.call('ZCARD', DELAYED), countQueued(meta[1]), redis.call('ZCARD', ACTIVE),
	redis.call('ZCARD', DONE), redis.call('ZCARD', DEAD), redis.call('ZCARD', CANCELLED), redis.call('ZCARD', PARKED),
	tonumber(meta[2]) or 0,
	tonumber(meta[3]) or 0, tonumber(meta[4]) or 0, tonumber(meta[5]) or 0 }
