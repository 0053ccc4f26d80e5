-- Which jobs are the next to start, for the scripts that fetch.

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
