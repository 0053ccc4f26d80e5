-- The places and columns of a queue. A job's state is the place where its id stands:
--   active     ZSET  id -> lease until         delayed    ZSET  id -> due
--   ready      LIST  ids, head first           done, dead, cancelled  ZSET  id -> kept until
--   remembered ZSET  id -> until: finished, and nothing else of it is kept
-- Columns, HASHes from id to one value: jobs (the envelope), claims, results, errors, progress; logs by id/line.
--   claim:    token | failures | crashes | owner | started | ended | flag
--             owner only while active; flag '' or 'c' (cancel requested) or 'x' (ended: fetch drops the id)
--   progress: token | report | done | total | last line
-- By owner: fetches (nonce | first token | id | ...), flushes (call | answers), owners ZSET (last seen).
-- All scripts of jobs take the same keys, so that each may use any function.
local ACTIVE, DELAYED, READY, DONE, DEAD, CANCELLED, REMEMBERED = unpack(KEYS, 1, 7)
local JOBS, CLAIMS, RESULTS, ERRORS, PROGRESS, LOGS = unpack(KEYS, 8, 13)
local FETCHES, FLUSHES, OWNERS, WAKE, META = unpack(KEYS, 14, 18)

local LIMIT = 1000
local KEPT_JOBS = 10000
local KEPT_CANCELLED = 3600000
local KEPT_IDS = 60000
local KEPT_LINES = 1000

-- unpack fails at 8 000 values. LIMIT is even, so pairs stay together.
local function each(command, key, values)
	for i = 1, #values, LIMIT do
		redis.call(command, key, unpack(values, i, math.min(#values, i + LIMIT - 1)))
	end
end

local function add(list, ...)
	for _, value in ipairs({ ... }) do
		list[#list + 1] = value
	end
end

local function readClaim(text)
	local part = split(text or '0|0|0||||')
	return { token = tonumber(part[1]), failures = tonumber(part[2]), crashes = tonumber(part[3]), owner = part[4],
		started = part[5], ended = part[6], flag = part[7] }
end

local function writeClaim(claim)
	return digits(claim.token) .. '|' .. claim.failures .. '|' .. claim.crashes .. '|' .. claim.owner .. '|'
		.. claim.started .. '|' .. claim.ended .. '|' .. claim.flag
end

local function readProgress(text)
	local part = split(text or '0|0|||0')
	return { token = tonumber(part[1]), report = tonumber(part[2]), done = part[3], total = part[4],
		last = tonumber(part[5]) }
end

local function tally(name, by)
	if by ~= 0 then
		redis.call('HINCRBY', META, name, by)
	end
end

-- Wakes one idle worker if a job can start.
local function wake()
	if redis.call('LLEN', READY) > 0 then
		redis.call('ZADD', WAKE, 0, 'ready')
	end
end

-- Wakes one idle worker to learn that a job is due sooner than any worker knows.
local function wakeToLearn()
	redis.call('ZADD', WAKE, 0, 'ready')
end

local function forget(ids)
	if #ids == 0 then
		return
	end
	for i, text in ipairs(redis.call('HMGET', PROGRESS, unpack(ids))) do
		local progress = readProgress(text)
		local lines = {}
		for line = math.max(1, progress.last - KEPT_LINES + 1), progress.last do
			add(lines, ids[i] .. '/' .. line)
		end
		each('HDEL', LOGS, lines)
	end
	for _, column in ipairs({ JOBS, CLAIMS, RESULTS, ERRORS, PROGRESS }) do
		each('HDEL', column, ids)
	end
end

-- Where jobs go that leave the active ones; collected first, then done at once.
local function newMoves()
	return { active = {}, head = {}, delayed = {}, done = {}, dead = {}, cancelled = {}, forgotten = {}, claims = {},
		results = {}, errors = {} }
end

local function release(moves, id, claim)
	claim.owner = ''
	add(moves.active, id)
	add(moves.claims, id, writeClaim(claim))
end

local function finish(moves, place, id, claim, now, retention)
	claim.ended, claim.flag = digits(now), 'x'
	release(moves, id, claim)
	add(moves[place], digits(now + math.max(retention, KEPT_IDS)), id)
end

local function finishUnkept(moves, id)
	add(moves.active, id)
	add(moves.forgotten, id)
end

local function postpone(moves, id, claim, due)
	release(moves, id, claim)
	add(moves.delayed, digits(due), id)
end

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

local function apply(moves, now)
	each('ZREM', ACTIVE, moves.active)
	local reversed = {}
	for i = #moves.head, 1, -1 do
		add(reversed, moves.head[i])
	end
	each('LPUSH', READY, reversed)
	each('ZADD', DELAYED, moves.delayed)
	each('ZADD', DONE, moves.done)
	each('ZADD', DEAD, moves.dead)
	each('ZADD', CANCELLED, moves.cancelled)
	each('HSET', CLAIMS, moves.claims)
	each('HSET', RESULTS, moves.results)
	each('HSET', ERRORS, moves.errors)
	remember(moves.forgotten, now)
	forget(moves.forgotten)
end

-- Removes what is kept long enough, at most a number of jobs per place.
local function trim(now, most)
	most = math.min(most, LIMIT)
	for _, place in ipairs({ DONE, DEAD, CANCELLED }) do
		local over = redis.call('ZRANGEBYSCORE', place, '-inf', digits(now), 'LIMIT', 0, most)
		local surplus = math.min(redis.call('ZCARD', place) - #over - KEPT_JOBS, most - #over)
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
end

-- Lets jobs whose time has come join the ready ones. Needs no permit.
local function promote(now)
	local due = redis.call('ZRANGEBYSCORE', DELAYED, '-inf', digits(now), 'LIMIT', 0, LIMIT)
	each('ZREM', DELAYED, due)
	each('RPUSH', READY, due)
end

-- In how many milliseconds the next delayed job is due, or -1.
local function nextDueIn(now)
	local next = redis.call('ZRANGE', DELAYED, 0, 0, 'WITHSCORES')
	return next[2] and math.max(0, tonumber(next[2]) - now) or -1
end

-- What an owner was given last: a table of nonce, first token, and ids whose tokens follow it.
local function lastFetch(owner)
	local text = redis.call('HGET', FETCHES, owner)
	if not text then
		return { nonce = '', first = 0, ids = {} }
	end
	local part = split(text)
	local ids = {}
	for i = 3, #part do
		if part[i] ~= '' then
			add(ids, part[i])
		end
	end
	return { nonce = part[1], first = tonumber(part[2]), ids = ids }
end

-- Calls back with each of these claims that is still held.
local function eachHeld(owner, ids, token, callback)
	if #ids == 0 then
		return
	end
	local texts = redis.call('HMGET', CLAIMS, unpack(ids))
	local leases = redis.call('ZMSCORE', ACTIVE, unpack(ids))
	for i, id in ipairs(ids) do
		local claim = readClaim(texts[i])
		if leases[i] and claim.owner == owner and claim.token == token(i) then
			callback(i, id, claim, tonumber(leases[i]))
		end
	end
end

-- Puts back what an owner was given by an answer that it never got: neither an attempt nor a crash.
local function takeBack(owner, received, now)
	local last = lastFetch(owner)
	if last.nonce == received then
		return
	end
	local moves = newMoves()
	eachHeld(owner, last.ids, function(i) return last.first + i - 1 end, function(_, id, claim)
		if claim.flag == 'c' then
			finish(moves, 'cancelled', id, claim, now, KEPT_CANCELLED)
		else
			putFirst(moves, id, claim)
		end
	end)
	apply(moves, now)
end
