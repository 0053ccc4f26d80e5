-- The places and columns of a queue. A job's state is the place where its id stands:
--   active     ZSET  id -> lease until         delayed    ZSET  id -> due
--   ready      LISTs, one per priority: ids, head first
--   waiting    ZSET  concurrency key | level | sequence | id: waits for a slot of its key
--   unique-next HASH unique key -> id | due: waits for the end of the key's holder
--   done, dead, cancelled, parked  ZSET  id -> kept until
--   remembered ZSET  id -> until: finished, and nothing else of it is kept
-- Columns, HASHes from id to one value: jobs (the envelope), options, claims, results, errors, progress; logs by id/line.
--   options:  level | expires | unique key | mode | concurrency key; only of jobs that differ from the defaults
--   claim:    token | failures | crashes | owner | started | ended | flag
--             owner only while active; flag '' or 'c' (cancel requested) or 'd' (to be deleted) or 'x' (ended: fetch
--             drops the id) or 't' (ended, and its id still stood among the ready ones)
--   progress: token | report | done | total | last line
-- By owner: fetches (nonce | first token | id | ...), flushes (call | answers), owners ZSET (last seen).
-- By key: unique (id, or id | until), unique-until ZSET (keys held for a time), slots (see slots).
-- expiring ZSET: id -> until when it must have started.
-- All scripts of jobs take the same keys, so that each may use any function.
local ACTIVE, DELAYED, READY_HIGH, READY_NORMAL, READY_LOW, WAITING = unpack(KEYS, 1, 6)
local DONE, DEAD, CANCELLED, PARKED, REMEMBERED = unpack(KEYS, 7, 11)
local JOBS, OPTIONS, CLAIMS, RESULTS, ERRORS, PROGRESS, LOGS = unpack(KEYS, 12, 18)
local UNIQUE, UNIQUE_NEXT, UNIQUE_UNTIL, SLOTS, EXPIRING = unpack(KEYS, 19, 23)
local FETCHES, FLUSHES, OWNERS, WAKE, META = unpack(KEYS, 24, 28)
local MARKS, COUNTS, LATEST, PAUSES = unpack(KEYS, 29, 32)

local LIMIT = 1000
local KEPT_JOBS = '10000|10000'
local KEPT_CANCELLED_JOBS = 10000
local KEPT_CANCELLED = 3600000
local KEPT_IDS = 60000
local KEPT_LINES = 1000
local EXPIRED = 'It was not started in time'

-- unpack fails at 8 000 values. LIMIT is even, so pairs stay together.
local function each(command, key, values)
	for i = 1, #values, LIMIT do
		redis.call(command, key, unpack(values, i, math.min(#values, i + LIMIT - 1)))
	end
end

local function add(list, value, second)
	local size = #list
	list[size + 1], list[size + 2] = value, second
end

local function addEach(list, values)
	local size = #list
	for i, value in ipairs(values) do
		list[size + i] = value
	end
end

-- A pattern instead of a split, and numbers as they were written: each job is read and written twice on its way.
local CLAIM = '^(%d+)|(%d+)|(%d+)|([^|]*)|(%d*)|(%d*)|(%a?)$'

local function readClaim(text)
	if not text then
		return { token = '0', failures = '0', crashes = '0', owner = '', started = '', ended = '', flag = '' }
	end
	local token, failures, crashes, owner, started, ended, flag = string.match(text, CLAIM)
	return { token = token, failures = failures, crashes = crashes, owner = owner, started = started, ended = ended,
		flag = flag }
end

local function writeClaim(claim)
	return claim.token .. '|' .. claim.failures .. '|' .. claim.crashes .. '|' .. claim.owner .. '|' .. claim.started
		.. '|' .. claim.ended .. '|' .. claim.flag
end

local function readProgress(text)
	local part = split(text or '0|0|||0')
	return { token = part[1], report = tonumber(part[2]), done = part[3], total = part[4],
		last = tonumber(part[5]) }
end

local function tally(name, by)
	if by ~= 0 then
		redis.call('HINCRBY', META, name, by)
	end
end

local function isPaused()
	return redis.call('HEXISTS', META, 'paused') == 1
end

-- Calls back with each of these claims that is still held: only an active job has an owner.
local function eachHeld(owner, ids, token, callback)
	if #ids == 0 then
		return
	end
	for i, text in ipairs(redis.call('HMGET', CLAIMS, unpack(ids))) do
		local claim = readClaim(text)
		if claim.owner == owner and claim.token == token(i) then
			callback(i, ids[i], claim)
		end
	end
end
