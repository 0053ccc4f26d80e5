-- Reads since when a queue is paused.
-- KEYS: of the queue
-- RETURNS: { micros, ms or -1 }
return { micros(), tonumber(redis.call('HGET', META, 'paused')) or -1 }
