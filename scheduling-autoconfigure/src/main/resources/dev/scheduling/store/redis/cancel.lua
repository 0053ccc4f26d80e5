-- Cancels a job: one that waits has ended so, one that runs is marked.
-- KEYS: of the queue
-- ARGV: key of the job
-- RETURNS: { micros, CANCELLED or REQUESTED or FINISHED or UNKNOWN }
-- REPLAY: finds it cancelled or marked.
local time = micros()
local now = math.floor(time / 1000)
local id = ARGV[1]
if redis.call('HEXISTS', JOBS, id) == 0 then
	return { time, redis.call('ZSCORE', REMEMBERED, id) and 'FINISHED' or 'UNKNOWN' }
elseif redis.call('ZSCORE', CANCELLED, id) then
	return { time, 'CANCELLED' }
elseif redis.call('ZSCORE', DONE, id) or redis.call('ZSCORE', DEAD, id) then
	return { time, 'FINISHED' }
end
local claim = readClaim(redis.call('HGET', CLAIMS, id))
if redis.call('ZSCORE', ACTIVE, id) then
	claim.flag = 'c'
	redis.call('HSET', CLAIMS, id, writeClaim(claim))
	return { time, 'REQUESTED' }
end
local moves = newMoves()
finish(moves, 'cancelled', id, claim, now, KEPT_CANCELLED)
if redis.call('ZREM', DELAYED, id) == 0 then
	tally('tombstones', 1)
end
apply(moves, now)
return { time, 'CANCELLED' }
