-- Fetching, for the scripts that do.

local function readRequest()
	return { owner = ARGV[1], nonce = ARGV[2], received = ARGV[3], max = tonumber(ARGV[4]), lease = tonumber(ARGV[5]),
		limits = ARGV[6], parked = ARGV[7] }
end

local DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
local UUID_DIGITS = 22
local BELOW_MILLIS = 2 ^ 80

-- When an id was made, in ms: the time of a UUIDv7 in base 62, or of a tick; 0 of any other.
local function madeAt(id)
	if #id ~= UUID_DIGITS or string.find(id, '%W') then
		return tonumber(string.match(id, '~(%d+)$')) or 0
	end
	local value = 0
	for i = 1, UUID_DIGITS do
		value = value * 62 + string.find(DIGITS, string.sub(id, i, i), 1, true) - 1
	end
	return math.floor(value / BELOW_MILLIS)
end

-- A ready list that is read from its head on.
local function newSource(level)
	return { level = level, read = 0, at = 0, ids = {} }
end

local function refill(source, most)
	local ids = redis.call('LRANGE', READY[source.level], source.read, source.read + most - 1)
	source.ids, source.at, source.read = ids, 0, source.read + #ids
	if #ids > 0 then
		source.claims = redis.call('HMGET', CLAIMS, unpack(ids))
		source.envelopes = redis.call('HMGET', JOBS, unpack(ids))
		source.options = optionsOf(ids)
	end
end

-- Finds the next job of a list that can start; drops ids of jobs that cannot any more.
local function peek(source, batch, share)
	while not source.head and not source.empty and batch.scanned < LIMIT do
		if source.at == #source.ids then
			refill(source, math.min(LIMIT, math.ceil((batch.max - #batch.ids) / share)))
			source.empty = #source.ids == 0
		else
			source.at = source.at + 1
			local id, envelope = source.ids[source.at], source.envelopes[source.at]
			local claim = readClaim(source.claims[source.at])
			batch.scanned = batch.scanned + 1
			if envelope and claim.owner == '' and claim.flag == '' and not batch.seen[id] then
				batch.seen[id] = true
				source.head = { id = id, envelope = envelope, claim = claim, options = source.options[id],
					level = source.level }
			else
				batch.dropped = batch.dropped + 1
			end
		end
	end
	return source.head
end

-- Whose turn it is: the highest priority, but each sixteenth job comes from the level below whose head is oldest.
local function choose(sources, batch)
	local first, oldest, made
	for _, source in ipairs(sources) do
		local head = peek(source, batch, first and GUARD or 1)
		if head and not first then
			first = source
		elseif head then
			local at = batch.turn + 1 == GUARD and madeAt(head.id) or 0
			if not oldest or at < made then
				oldest, made = source, at
			end
		end
	end
	if not oldest then
		return first, batch.turn
	elseif batch.turn + 1 < GUARD then
		return first, batch.turn + 1
	end
	return oldest, 0
end

-- Whether a job gets a slot of its concurrency key, or has one.
local function takeSlot(job, batch)
	local key = job.options.key
	if key == '' then
		return true
	end
	local slots = batch.slots[key]
	if not slots then
		slots = readSlots(redis.call('HGET', SLOTS, key))
		batch.slots[key] = slots
	end
	if holds(slots, job.id) then
		return true
	elseif #slots.ids >= batch.limits.perKey then
		return false
	end
	add(slots.ids, job.id)
	slots.changed = true
	return true
end

local function consider(job, turn, batch, now)
	if job.options.expires and job.options.expires <= now and job.claim.started == '' then
		add(batch.expired, job)
	elseif takeSlot(job, batch) then
		add(batch.ids, job.id)
		add(batch.jobs, job)
		batch.turn = turn
	else
		add(batch.held, job)
	end
end

-- Parked jobs come first, and go straight to running: a worker that cannot run them must not see them again. One whose
-- concurrency key has no slot stays.
local function gatherParked(batch, groups)
	local ids = parkedIds(groups, batch.max)
	if #ids == 0 then
		return
	end
	local claims, envelopes, options = redis.call('HMGET', CLAIMS, unpack(ids)), redis.call('HMGET', JOBS, unpack(ids)), optionsOf(ids)
	for i, id in ipairs(ids) do
		local job = { id = id, envelope = envelopes[i], claim = readClaim(claims[i]), options = options[id] }
		if takeSlot(job, batch) then
			add(batch.ids, id)
			add(batch.jobs, job)
			add(batch.parked, id)
		end
	end
end

-- Looks for jobs that can start, from the heads of the lists on.
local function gather(max, limits, turn, parked, now)
	local batch = { max = max, limits = limits, turn = turn, scanned = 0, dropped = 0, seen = {}, ids = {}, jobs = {},
		held = {}, expired = {}, parked = {}, slots = {}, sources = { newSource(NORMAL) } }
	if max > 0 and redis.call('EXISTS', READY_HIGH, READY_LOW) > 0 then
		batch.sources = { newSource(1), newSource(NORMAL), newSource(3) }
	end
	gatherParked(batch, parked)
	while #batch.ids < max and batch.scanned < LIMIT do
		local source, nextTurn = choose(batch.sources, batch)
		if not source then
			break
		end
		local job = source.head
		source.head = nil
		consider(job, nextTurn, batch, now)
	end
	return batch
end

-- What was read leaves its list; a head that was looked at and not taken stays.
local function removeRead(batch)
	for _, source in ipairs(batch.sources) do
		local taken = source.read - (#source.ids - source.at) - (source.head and 1 or 0)
		if taken > 0 then
			redis.call('LTRIM', READY[source.level], taken, -1)
		end
	end
	tally('tombstones', -batch.dropped)
end

local function expireRead(batch, now)
	if #batch.expired == 0 then
		return
	end
	local moves = newMoves()
	for _, job in ipairs(batch.expired) do
		finish(moves, 'cancelled', job.id, job.claim, now, KEPT_CANCELLED)
		add(moves.errors, job.id, EXPIRED)
	end
	apply(moves, now)
	tally('expired', #batch.expired)
end

local function lease(batch, first, request, now)
	local texts, leases, expiring = {}, {}, {}
	for i, job in ipairs(batch.jobs) do
		local claim = job.claim
		claim.token, claim.owner, claim.started = first + i - 1, request.owner, digits(now)
		add(texts, job.id, writeClaim(claim))
		add(leases, digits(now + request.lease), job.id)
		if job.options.expires then
			add(expiring, job.id)
		end
	end
	each('HSET', CLAIMS, texts)
	each('ZADD', ACTIVE, leases)
	each('ZREM', EXPIRING, expiring)
	for key, slots in pairs(batch.slots) do
		if slots.changed then
			writeSlots(key, slots)
		end
	end
	for _, job in ipairs(batch.held) do
		hold(job.id, job.options)
	end
end

local function start(request, now)
	local meta = redis.call('HMGET', META, 'token', 'turn', 'limits', 'rate', 'paused')
	local limits = readLimits(request.limits)
	local free = meta[5] and 0 or allowance(limits, meta[4], now)
	local batch = gather(math.min(request.max, free), limits, tonumber(meta[2]) or 0, request.parked, now)
	local last = math.max((tonumber(meta[1]) or 0) + #batch.ids, now)
	local first = last - #batch.ids + 1
	local changes = {}
	if #batch.ids > 0 then
		add(changes, 'token', digits(last))
		if limits.starts then
			add(changes, 'rate', writeRate(readRate(meta[4], limits, now), #batch.ids))
		end
	end
	if batch.turn ~= (tonumber(meta[2]) or 0) then
		add(changes, 'turn', batch.turn)
	end
	if request.limits ~= (meta[3] or '') then
		add(changes, 'limits', request.limits)
	end
	removeRead(batch)
	unpark(batch.parked)
	lease(batch, first, request, now)
	each('HSET', META, changes)
	expireRead(batch, now)
	local answered = #batch.ids > 0 and '|' .. table.concat(batch.ids, '|') or ''
	redis.call('HSET', FETCHES, request.owner, request.nonce .. '|' .. digits(first) .. answered)
	return batch.jobs
end

-- The answer to a fetch that comes again: the same jobs, as far as they are still held.
local function again(reply, owner, last)
	local envelopes = #last.ids > 0 and redis.call('HMGET', JOBS, unpack(last.ids)) or {}
	eachHeld(owner, last.ids, function(i) return last.first + i - 1 end, function(i, id, claim, leasedUntil)
		add(reply, id, claim.token, claim.failures, claim.crashes, leasedUntil, envelopes[i])
	end)
end

-- Adds to the reply: 1 if more could start, in how many ms more may start or -1, then per job: id, token, failures,
-- crashes, lease until, envelope.
local function fetch(reply, request, now)
	local last, jobs = lastFetch(request.owner), nil
	if last.nonce ~= request.nonce then
		takeBack(request.owner, request.received, now)
		promote(now)
		jobs = start(request, now)
		redis.call('ZADD', OWNERS, digits(now), request.owner)
	end
	local more, allowedIn = outlook(now)
	local dueIn = nextDueIn(now)
	if allowedIn and (dueIn < 0 or allowedIn < dueIn) then
		dueIn = allowedIn
	end
	local full = (jobs and #jobs or #last.ids) == request.max
	local parkedLeft = full and not isPaused() and #parkedIds(request.parked, 1) > 0
	add(reply, (more or parkedLeft) and 1 or 0, dueIn)
	if not jobs then
		again(reply, request.owner, last)
		return reply
	end
	redis.call(more and 'ZADD' or 'ZREM', WAKE, unpack(more and { 0, 'ready' } or { 'ready' }))
	for _, job in ipairs(jobs) do
		add(reply, job.id, job.claim.token, job.claim.failures, job.claim.crashes, now + request.lease, job.envelope)
	end
	return reply
end
