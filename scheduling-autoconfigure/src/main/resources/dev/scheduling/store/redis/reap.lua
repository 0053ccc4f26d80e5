-- Takes jobs from dead workers, and removes what is no longer kept.
-- KEYS: of the queue
-- ARGV: lease ms, crashes of a dead job, crash delay ms, retention ms of dead jobs, a random number below a million,
--   call, how many succeeded and how many dead jobs are kept
-- RETURNS: { micros, crashed, died, running, next due in ms or -1, group of parked jobs, ... }
-- REPLAY: the last call is kept with its answer.
local time = micros()
local now = math.floor(time / 1000)
local lease, maxCrashes, crashDelay, retention, random, call = unpack(ARGV, 1, 6)
lease = tonumber(lease)
local OWNER_MEMORY = math.max(600000, lease * 10)
local owners = {}

-- Only the script can tell that Redis was away: a command that waited in its socket comes first on its return.
local function graceUntil()
	local stored = redis.call('HMGET', META, 'reaped', 'grace')
	local reaped, grace = tonumber(stored[1]), tonumber(stored[2]) or 0
	if not reaped or now - reaped >= lease * 2 / 3 then
		grace = now + math.floor(lease / 3)
	end
	redis.call('HSET', META, 'reaped', digits(now), 'grace', digits(grace))
	return grace
end

-- Its worker lived on and never renewed it: the answer of the fetch was lost.
local function neverArrived(id, claim, leasedUntil)
	if leasedUntil > tonumber(claim.started) + lease then
		return false
	end
	local owner = owners[claim.owner]
	if not owner then
		owner = lastFetch(claim.owner)
		owner.seen = tonumber(redis.call('ZSCORE', OWNERS, claim.owner) or 0)
		owners[claim.owner] = owner
	end
	return idsOf(owner)[claim.token - owner.first + 1] == id and owner.seen >= tonumber(claim.started) + lease / 2
end

local function crash(moves, i, id, claim)
	claim.crashes = claim.crashes + 1
	if claim.crashes >= tonumber(maxCrashes) then
		add(moves.errors, id, 'The worker was lost while the job ran, ' .. claim.crashes .. ' times')
		finish(moves, 'dead', id, claim, now, tonumber(retention))
		return 1
	elseif claim.crashes == 1 then
		putFirst(moves, id, claim)
	else
		local part = (tonumber(random) + i * 7919) % 1000000 / 1000000
		postpone(moves, id, claim, now + math.floor(part * tonumber(crashDelay) * claim.crashes))
	end
	return 0
end

-- Jobs that no worker could run for too long are dead.
local function endParked()
	local ids = redis.call('ZRANGEBYSCORE', PARKED, '-inf', digits(now), 'LIMIT', 0, LIMIT)
	if #ids == 0 then
		return
	end
	local moves = newMoves()
	local texts, parkings = redis.call('HMGET', CLAIMS, unpack(ids)), redis.call('HMGET', PARKINGS, unpack(ids))
	for i, id in ipairs(ids) do
		add(moves.unparked, id)
		add(moves.errors, id, 'No worker could run the job for too long: ' .. readParking(parkings[i]).reason)
		finish(moves, 'dead', id, readClaim(texts[i]), now, tonumber(retention))
	end
	apply(moves, now)
end

local function answer(crashed, died)
	local reply = { time, crashed, died, redis.call('ZCARD', ACTIVE), nextDueIn(now) }
	addEach(reply, parkedGroups())
	return reply
end

-- Ends jobs that were not started in time, should no fetch have come upon them.
local function expire(now)
	local ids = redis.call('ZRANGEBYSCORE', EXPIRING, '-inf', digits(now), 'LIMIT', 0, LIMIT)
	local moves = newMoves()
	withdraw(moves, ids, now)
	for _, id in ipairs(ids) do
		add(moves.errors, id, EXPIRED)
	end
	apply(moves, now)
	tally('expired', #ids)
end

local answered = split(redis.call('HGET', META, 'reap') or '')
if answered[1] == call then
	return answer(tonumber(answered[2]), tonumber(answered[3]))
end
local crashed, died = 0, 0
if graceUntil() <= now then
	local moves = newMoves()
	local ids, leases = {}, {}
	local over = redis.call('ZRANGEBYSCORE', ACTIVE, '-inf', digits(now), 'WITHSCORES', 'LIMIT', 0, LIMIT)
	for i = 1, #over, 2 do
		add(ids, over[i])
		add(leases, tonumber(over[i + 1]))
	end
	local texts = #ids > 0 and redis.call('HMGET', CLAIMS, unpack(ids)) or {}
	for i, id in ipairs(ids) do
		local claim = readClaim(texts[i])
		if isCancelled(claim) then
			finishCancelled(moves, id, claim, now)
		elseif neverArrived(id, claim, leases[i]) then
			putFirst(moves, id, claim)
		else
			crashed = crashed + 1
			died = died + crash(moves, i, id, claim)
		end
	end
	apply(moves, now)
	tally('crashes', crashed)
end
redis.call('HSET', META, 'kept', ARGV[7] .. '|' .. ARGV[8])
promote(now)
endParked()
expire(now)
trim(now, LIMIT)
local gone = redis.call('ZRANGEBYSCORE', OWNERS, '-inf', digits(now - OWNER_MEMORY), 'LIMIT', 0, LIMIT)
each('ZREM', OWNERS, gone)
each('HDEL', FETCHES, gone)
each('HDEL', FLUSHES, gone)
redis.call('HSET', META, 'reap', call .. '|' .. crashed .. '|' .. died)
wake(now)
return answer(crashed, died)
