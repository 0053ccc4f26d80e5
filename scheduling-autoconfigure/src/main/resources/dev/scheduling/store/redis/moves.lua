-- How jobs move from one place to another.

local function forgetLines(ids)
	for i, text in ipairs(redis.call('HMGET', PROGRESS, unpack(ids))) do
		local progress = readProgress(text)
		local lines = {}
		for line = math.max(1, progress.last - KEPT_LINES + 1), progress.last do
			add(lines, ids[i] .. '/' .. line)
		end
		each('HDEL', LOGS, lines)
	end
end

local function forget(ids)
	if #ids == 0 then
		return
	end
	if redis.call('EXISTS', LOGS) == 1 then
		forgetLines(ids)
	end
	-- Most columns are of few jobs, and often there is none.
	for _, column in ipairs({ JOBS, OPTIONS, CLAIMS, RESULTS, ERRORS, PROGRESS, PARKINGS }) do
		if redis.call('EXISTS', column) == 1 then
			each('HDEL', column, ids)
		end
	end
end

-- Where jobs go that leave the active ones; collected first, then done at once.
local function newMoves()
	return { active = {}, undelayed = {}, head = {}, delayed = {}, done = {}, dead = {}, cancelled = {}, forgotten = {},
		claims = {}, results = {}, errors = {}, parked = {}, unparked = {}, parkings = {}, parkedBy = {}, ended = {},
		freed = {}, tombstones = 0 }
end

local function release(moves, id, claim)
	claim.owner = ''
	add(moves.active, id)
	add(moves.claims, id, writeClaim(claim))
end

local function finish(moves, place, id, claim, now, retention, flag)
	claim.ended, claim.flag = digits(now), flag or 'x'
	release(moves, id, claim)
	add(moves.ended, id)
	add(moves.freed, id)
	add(moves[place], digits(now + math.max(retention, KEPT_IDS)), id)
end

local function finishUnkept(moves, id)
	add(moves.active, id)
	add(moves.ended, id)
	add(moves.freed, id)
	add(moves.forgotten, id)
end

-- Ends a job that was to be cancelled, or cancelled and deleted.
local function finishCancelled(moves, id, claim, now)
	if claim.flag == 'd' then
		finishUnkept(moves, id)
	else
		finish(moves, 'cancelled', id, claim, now, KEPT_CANCELLED)
	end
end

local function isCancelled(claim)
	return claim.flag == 'c' or claim.flag == 'd'
end

-- Lets a job wait for another worker, no longer than a time from when it first did.
local function park(moves, id, claim, now, handler, print, reason, retention)
	local known = readParking(redis.call('HGET', PARKINGS, id))
	local parking = { handler = handler, prints = withPrint(known.prints, print), since = known.since or now, reason = reason }
	release(moves, id, claim)
	add(moves.freed, id)
	add(moves.parked, digits(parking.since + retention), id)
	add(moves.parkings, id, writeParking(parking))
	add(moves.parkedBy, 0, handler .. '|' .. parking.prints .. '|' .. id)
end

local function postpone(moves, id, claim, due)
	release(moves, id, claim)
	add(moves.freed, id)
	add(moves.delayed, digits(due), id)
end

-- It keeps the slot of its concurrency key.
local function putFirst(moves, id, claim)
	release(moves, id, claim)
	add(moves.head, id)
end

local function remember(ids, now)
	local entries = {}
	for _, id in ipairs(ids) do
		add(entries, digits(now + KEPT_IDS), id)
	end
	each('ZADD', REMEMBERED, entries)
end

local function stopExpiring(ids, options)
	local expiring = {}
	for _, id in ipairs(ids) do
		if options[id].expires then
			add(expiring, id)
		end
	end
	each('ZREM', EXPIRING, expiring)
end

local function apply(moves, now)
	local options = optionsOf(moves.active)
	each('ZREM', ACTIVE, moves.active)
	each('ZREM', DELAYED, moves.undelayed)
	unpark(moves.unparked)
	makeReady(moves.head, options, true)
	each('ZADD', DELAYED, moves.delayed)
	each('ZADD', DONE, moves.done)
	each('ZADD', DEAD, moves.dead)
	each('ZADD', CANCELLED, moves.cancelled)
	each('ZADD', PARKED, moves.parked)
	each('HSET', PARKINGS, moves.parkings)
	each('ZADD', PARKED_BY, moves.parkedBy)
	each('HSET', CLAIMS, moves.claims)
	each('HSET', RESULTS, moves.results)
	each('HSET', ERRORS, moves.errors)
	tally('tombstones', moves.tombstones)
	remember(moves.forgotten, now)
	forget(moves.forgotten)
	if options ~= OF_NONE then
		stopExpiring(moves.ended, options)
		releaseKeys(moves.ended, options, now)
		freeSlots(moves.freed, options)
	end
end

-- Ends jobs that wait, as cancelled or as if they had never been. Of one in a list the id stays there, and is dropped
-- when its turn comes.
local function withdraw(moves, ids, now, unkept)
	if #ids == 0 then
		return
	end
	local options = optionsOf(ids)
	local claims, delayed = redis.call('HMGET', CLAIMS, unpack(ids)), redis.call('ZMSCORE', DELAYED, unpack(ids))
	local parked = redis.call('ZMSCORE', PARKED, unpack(ids))
	for i, id in ipairs(ids) do
		local next = options[id].unique ~= '' and redis.call('HGET', UNIQUE_NEXT, options[id].unique)
		local flag = 'x'
		if delayed[i] then
			add(moves.undelayed, id)
		elseif parked[i] then
			add(moves.unparked, id)
		elseif not next or split(next)[1] ~= id then
			moves.tombstones = moves.tombstones + 1
			flag = 't'
		end
		if unkept then
			finishUnkept(moves, id)
		else
			finish(moves, 'cancelled', id, readClaim(claims[i]), now, KEPT_CANCELLED, flag)
		end
	end
end

-- Removes what is kept long enough, at most a number of jobs per place.
local function trim(now, most)
	most = math.min(most, LIMIT)
	local kept = split(redis.call('HGET', META, 'kept') or KEPT_JOBS)
	for i, place in ipairs({ DONE, DEAD, CANCELLED }) do
		local over = redis.call('ZRANGEBYSCORE', place, '-inf', digits(now), 'LIMIT', 0, most)
		local surplus = math.min(redis.call('ZCARD', place) - #over - (tonumber(kept[i]) or KEPT_CANCELLED_JOBS), most - #over)
		local early = surplus > 0 and redis.call('ZRANGE', place, #over, #over + surplus - 1) or {}
		each('ZREM', place, over)
		each('ZREM', place, early)
		remember(early, now)
		forget(over)
		forget(early)
		tally('trimmed', #early)
	end
	local forgotten = math.min(redis.call('ZCOUNT', REMEMBERED, '-inf', digits(now)), most)
	if forgotten > 0 then
		redis.call('ZREMRANGEBYRANK', REMEMBERED, 0, forgotten - 1)
	end
	trimKeys(now, most)
end

-- Lets jobs whose time has come join the ready ones. Needs no permit.
local function promote(now)
	local due = redis.call('ZRANGEBYSCORE', DELAYED, '-inf', digits(now), 'LIMIT', 0, LIMIT)
	if #due > 0 then
		local options = optionsOf(due)
		each('ZREM', DELAYED, due)
		makeReady(due, options)
	end
end

-- In how many milliseconds the next delayed job is due, or -1 if there is none, or the queue is paused.
local function nextDueIn(now)
	local next = redis.call('ZRANGE', DELAYED, 0, 0, 'WITHSCORES')
	return next[2] and not isPaused() and math.max(0, tonumber(next[2]) - now) or -1
end

-- What an owner was given last: a table of nonce, first token, and ids whose tokens follow it, as text.
local function lastFetch(owner)
	local nonce, first, ids = string.match(redis.call('HGET', FETCHES, owner) or '|0', '^([^|]*)|(%d+)(.*)$')
	return { nonce = nonce, first = tonumber(first), text = ids }
end

local function idsOf(last)
	if not last.ids then
		last.ids = {}
		for id in string.gmatch(last.text, '[^|]+') do
			add(last.ids, id)
		end
	end
	return last.ids
end

-- Calls back with each job that an owner was given last and still holds.
local function eachGiven(owner, last, callback)
	eachHeld(owner, idsOf(last), function(i) return digits(last.first + i - 1) end, callback)
end

-- Puts back what an owner was given by an answer that it never got: neither an attempt nor a crash.
local function takeBack(owner, last, received, now)
	if last.nonce == received then
		return
	end
	local moves = newMoves()
	eachGiven(owner, last, function(_, id, claim)
		if isCancelled(claim) then
			finishCancelled(moves, id, claim, now)
		else
			putFirst(moves, id, claim)
		end
	end)
	apply(moves, now)
end
