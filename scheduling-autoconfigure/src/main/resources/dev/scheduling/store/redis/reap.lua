-- Takes jobs from dead workers, and removes what is no longer kept.
-- KEYS: of the queue
-- ARGV: lease ms, crashes of a dead job, crash delay ms, retention ms of dead jobs, a random number below a million,
--   call
-- RETURNS: { micros, crashed, died, running, next due in ms or -1 }
-- REPLAY: the last call is kept with its answer.
local time = micros()
local now = math.floor(time / 1000)
local lease, maxCrashes, crashDelay, retention, random, call = unpack(ARGV)
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
	return owner.ids[claim.token - owner.first + 1] == id and owner.seen >= tonumber(claim.started) + lease / 2
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

local answered = split(redis.call('HGET', META, 'reap') or '')
if answered[1] == call then
	return { time, tonumber(answered[2]), tonumber(answered[3]), redis.call('ZCARD', ACTIVE), nextDueIn(now) }
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
		if claim.flag == 'c' then
			finish(moves, 'cancelled', id, claim, now, KEPT_CANCELLED)
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
promote(now)
trim(now, LIMIT)
local gone = redis.call('ZRANGEBYSCORE', OWNERS, '-inf', digits(now - OWNER_MEMORY), 'LIMIT', 0, LIMIT)
each('ZREM', OWNERS, gone)
each('HDEL', FETCHES, gone)
each('HDEL', FLUSHES, gone)
redis.call('HSET', META, 'reap', call .. '|' .. crashed .. '|' .. died)
wake()
return { time, crashed, died, redis.call('ZCARD', ACTIVE), nextDueIn(now) }
