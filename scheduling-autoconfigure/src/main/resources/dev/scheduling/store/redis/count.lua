-- Counts the jobs of a queue.
-- KEYS: of the queue
-- RETURNS: { micros, scheduled, queued, running, succeeded, dead, cancelled, refused completions, crashes, trimmed }
local meta = redis.call('HMGET', META, 'tombstones', 'refused', 'crashes', 'trimmed')
return { micros(), redis.call('ZCARD', DELAYED), redis.call('LLEN', READY) - (tonumber(meta[1]) or 0),
	redis.call('ZCARD', ACTIVE), redis.call('ZCARD', DONE), redis.call('ZCARD', DEAD), redis.call('ZCARD', CANCELLED),
	tonumber(meta[2]) or 0, tonumber(meta[3]) or 0, tonumber(meta[4]) or 0 }
