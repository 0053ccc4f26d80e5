-- Fetching, for the scripts that do.

local function readRequest()
	return { owner = ARGV[1], nonce = ARGV[2], received = ARGV[3], max = tonumber(ARGV[4]), lease = tonumber(ARGV[5]),
		limits = ARGV[6], parked = ARGV[7] }
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
	local started, leasedUntil = digits(now), digits(now + request.lease)
	for i, job in ipairs(batch.jobs) do
		local claim = job.claim
		claim.token, claim.owner, claim.started = string.format('%d', first + i - 1), request.owner, started
		add(texts, job.id, writeClaim(claim))
		add(leases, leasedUntil, job.id)
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

local function describe(reply, job, leasedUntil)
	local size, claim = #reply, job.claim
	reply[size + 1], reply[size + 2] = job.id, tonumber(claim.token)
	reply[size + 3], reply[size + 4] = tonumber(claim.failures), tonumber(claim.crashes)
	reply[size + 5], reply[size + 6] = leasedUntil, job.envelope
end

-- The answer to a fetch that comes again: the same jobs, as far as they are still held.
local function again(reply, owner, last)
	eachGiven(owner, last, function(_, id, claim)
		local job = { id = id, claim = claim, envelope = redis.call('HGET', JOBS, id) }
		describe(reply, job, tonumber(redis.call('ZSCORE', ACTIVE, id)))
	end)
end

-- Adds to the reply: 1 if more could start, in how many ms more may start or -1, then per job: id, token, failures,
-- crashes, lease until, envelope.
local function fetch(reply, request, now)
	local last, jobs = lastFetch(request.owner), nil
	if last.nonce ~= request.nonce then
		takeBack(request.owner, last, request.received, now)
		promote(now)
		jobs = start(request, now)
		redis.call('ZADD', OWNERS, digits(now), request.owner)
	end
	local more, allowedIn = outlook(now)
	local dueIn = nextDueIn(now)
	if allowedIn and (dueIn < 0 or allowedIn < dueIn) then
		dueIn = allowedIn
	end
	local full = (jobs and #jobs or #idsOf(last)) == request.max
	local parkedLeft = full and request.parked ~= '' and not isPaused() and #parkedIds(request.parked, 1) > 0
	add(reply, (more or parkedLeft) and 1 or 0, dueIn)
	if not jobs then
		again(reply, request.owner, last)
		return reply
	end
	redis.call(more and 'ZADD' or 'ZREM', WAKE, unpack(more and { 0, 'ready' } or { 'ready' }))
	for _, job in ipairs(jobs) do
		describe(reply, job, now + request.lease)
	end
	return reply
end
