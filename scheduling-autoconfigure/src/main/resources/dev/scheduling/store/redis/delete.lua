-- Removes jobs and all that is kept of them; those that run are marked, and gone when they have ended.
-- KEYS: of the queue
-- ARGV: call, then keys of the jobs
-- RETURNS: { micros, a letter per job: d(eleted), r(equested), u(nknown) }
-- REPLAY: the call is kept with its answer, as long as what is known of owners.
local time = micros()

local function delete(id, now)
	if redis.call('HEXISTS', JOBS, id) == 0 then
		return 'u'
	end
	local claim = readClaim(redis.call('HGET', CLAIMS, id))
	if redis.call('ZSCORE', ACTIVE, id) then
		claim.flag = 'd'
		redis.call('HSET', CLAIMS, id, writeClaim(claim))
		return 'r'
	end
	local place, options, moves = endedAt(id), optionsOf({ id })[id], newMoves()
	if place and place ~= PARKED then
		redis.call('ZREM', place, id)
		add(moves.forgotten, id) -- it has given up what it held
	else
		withdraw(moves, { id }, now, true)
	end
	local leftover = claim.flag == 't' or moves.tombstones > 0
	apply(moves, now)
	if leftover and string.find(id, '~', 1, true) then -- such an id can come again
		dropLeftover(id, options)
	end
	return 'd'
end

local now = math.floor(time / 1000)
local answer = operate(ARGV[1], 2, now, delete)
wake(now) -- what they held may let others start
return { time, answer }
