-- Deletes what is kept of a task, but for its live runs.
-- KEYS: nodes, marks, counts, two more hashes by task, history of the task
-- ARGV: task, reason, ...
-- RETURNS: { micros }
-- REPLAY: finds nothing.
redis.call('HDEL', KEYS[2], ARGV[1])
for i = 2, #ARGV do
	redis.call('HDEL', KEYS[3], ARGV[1] .. '/' .. ARGV[i])
end
redis.call('HDEL', KEYS[3], ARGV[1] .. '/pulled-back')
redis.call('HDEL', KEYS[4], ARGV[1])
redis.call('HDEL', KEYS[5], ARGV[1])
redis.call('DEL', KEYS[6])
return { micros() }
