-- Fetching, for the scripts that do.

local function answerFetch(reply, owner, last, now)
	add(reply, redis.call('LLEN', READY) > 0 and 1 or 0, nextDueIn(now))
	local envelopes = #last.ids > 0 and redis.call('HMGET', JOBS, unpack(last.ids)) or {}
	eachHeld(owner, last.ids, function(i) return last.first + i - 1 end, function(i, id, claim, lease)
		add(reply, id, claim.token, claim.failures, claim.crashes, lease, envelopes[i])
	end)
end

-- Looks for jobs at the head; finds the ids and claims of those that can start, and how many places they are from.
local function startable(max)
	local found, claims, seen, scanned = {}, {}, {}, 0
	while #found < max and scanned < LIMIT do
		local ids = redis.call('LRANGE', READY, scanned, scanned + max - #found - 1)
		if #ids == 0 then
			break
		end
		local texts = redis.call('HMGET', CLAIMS, unpack(ids))
		local envelopes = redis.call('HMGET', JOBS, unpack(ids))
		for i, id in ipairs(ids) do
			local claim = readClaim(texts[i])
			if envelopes[i] and claim.owner == '' and claim.flag == '' and not seen[id] then
				seen[id] = true
				add(found, id)
				add(claims, claim)
			end
		end
		scanned = scanned + #ids
	end
	return found, claims, scanned
end

local function start(owner, nonce, max, lease, now)
	local ids, claims, scanned = startable(max)
	local last = math.max((tonumber(redis.call('HGET', META, 'token')) or 0) + #ids, now)
	local first = last - #ids + 1
	local texts, leases = {}, {}
	for i, id in ipairs(ids) do
		local claim = claims[i]
		claim.token, claim.owner, claim.started = first + i - 1, owner, digits(now)
		add(texts, id, writeClaim(claim))
		add(leases, digits(now + lease), id)
	end
	if scanned > 0 then
		redis.call('LTRIM', READY, scanned, -1)
		tally('tombstones', #ids - scanned)
	end
	if #ids > 0 then
		each('HSET', CLAIMS, texts)
		each('ZADD', ACTIVE, leases)
		redis.call('HSET', META, 'token', digits(last))
	end
	local answered = #ids > 0 and '|' .. table.concat(ids, '|') or ''
	redis.call('HSET', FETCHES, owner, nonce .. '|' .. digits(first) .. answered)
end

-- Adds to the reply: 1 if more could start, next due in ms or -1, then per job: id, token, failures, crashes,
-- lease until, envelope.
local function fetch(reply, owner, nonce, received, max, lease, now)
	if lastFetch(owner).nonce ~= nonce then
		takeBack(owner, received, now)
		promote(now)
		start(owner, nonce, max, lease, now)
		redis.call('ZADD', OWNERS, digits(now), owner)
		redis.call('ZREM', WAKE, 'ready')
		wake()
	end
	answerFetch(reply, owner, lastFetch(owner), now)
	return reply
end
