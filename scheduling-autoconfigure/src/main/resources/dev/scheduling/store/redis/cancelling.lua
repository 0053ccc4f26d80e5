-- Cancels a job: one that waits has ended so, one that runs is marked.
local function cancelJob(id, now)
	if redis.call('HEXISTS', JOBS, id) == 0 then
		return redis.call('ZSCORE', REMEMBERED, id) and 'FINISHED' or 'UNKNOWN'
	elseif redis.call('ZSCORE', CANCELLED, id) then
		return 'CANCELLED'
	elseif redis.call('ZSCORE', DONE, id) or redis.call('ZSCORE', DEAD, id) then
		return 'FINISHED'
	end
	local claim = readClaim(redis.call('HGET', CLAIMS, id))
	if redis.call('ZSCORE', ACTIVE, id) then
		claim.flag = claim.flag == 'd' and 'd' or 'c'
		redis.call('HSET', CLAIMS, id, writeClaim(claim))
		return 'REQUESTED'
	end
	local moves = newMoves()
	withdraw(moves, { id }, now)
	apply(moves, now)
	return 'CANCELLED'
end
