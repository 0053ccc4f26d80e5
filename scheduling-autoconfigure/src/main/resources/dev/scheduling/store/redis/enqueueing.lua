-- Storing jobs, for the script that does.

-- How the unique keys of jobs stand. Decisions about a batch are noted here before any is carried out.
local function readKeys(jobs, now)
	local keys, names, holders = { replaced = 0, withdrawn = {} }, {}, {}
	for _, job in ipairs(jobs) do
		if job.unique ~= '' and not keys[job.unique] then
			keys[job.unique] = {}
			add(names, job.unique)
		end
	end
	if #names == 0 then
		return keys
	end
	local texts, nexts = redis.call('HMGET', UNIQUE, unpack(names)), redis.call('HMGET', UNIQUE_NEXT, unpack(names))
	for i, name in ipairs(names) do
		local key = keys[name]
		key.holder, key.till = readHolder(texts[i], now)
		key.next = nexts[i] and split(nexts[i])[1]
		if key.holder then
			local claim = readClaim(redis.call('HGET', CLAIMS, key.holder))
			key.started = claim.started ~= ''
			key.running = claim.owner ~= ''
			key.ended = claim.flag == 'x' or claim.flag == 't' or redis.call('HEXISTS', JOBS, key.holder) == 0
		end
	end
	return keys
end

local function replace(keys, id)
	keys.replaced = keys.replaced + 1
	keys.withdrawn[id] = true
	add(keys.withdrawn, id)
end

-- Lets a job have its key, or wait for it; answers with the holder if it can do neither.
local function claimKey(job, keys, now)
	local key = keys[job.unique]
	if not key then
		return nil
	elseif job.mode == 'k' and key.next then
		replace(keys, key.next)
		key.next, job.waits = job.id, true
		return nil
	elseif job.mode == 'k' and key.holder and not key.till and key.started then
		key.next, job.waits = job.id, true
		return nil
	elseif key.holder and (job.mode == 'r' or key.running or key.ended or key.next or job.mode == 'k' and key.till) then
		return key.holder
	elseif key.holder then
		replace(keys, key.holder)
	end
	key.holder, key.till, key.started, key.running = job.id, job.holdFor and now + job.holdFor, false, false
	key.changed = true
	return nil
end

local function writeKeys(jobs, keys)
	for _, job in ipairs(jobs) do
		local key = keys[job.unique]
		if key and key.next == job.id then
			redis.call('HSET', UNIQUE_NEXT, job.unique, job.id .. '|' .. digits(job.due))
		elseif key and key.changed and key.holder == job.id then
			redis.call('HSET', UNIQUE, job.unique, key.till and job.id .. '|' .. digits(key.till) or job.id)
			if key.till then
				redis.call('ZADD', UNIQUE_UNTIL, digits(key.till), job.unique)
			else
				redis.call('ZREM', UNIQUE_UNTIL, job.unique)
			end
		end
	end
end

-- Those of this very call that were replaced by a later one of it have ended before they stood anywhere.
local function withdrawReplaced(fresh, keys, now)
	local moves, waiting = newMoves(), {}
	for _, id in ipairs(keys.withdrawn) do
		if fresh[id] then
			finish(moves, 'cancelled', id, readClaim(nil), now, KEPT_CANCELLED)
		else
			add(waiting, id)
		end
	end
	withdraw(moves, waiting, now)
	apply(moves, now)
end

local function nextDue()
	return tonumber(redis.call('ZRANGE', DELAYED, 0, 0, 'WITHSCORES')[2]) or math.huge
end

local function store(jobs, keys, now)
	local envelopes, options, expiring, ready, delayed, fresh = {}, {}, {}, {}, {}, {}
	local earliest = math.huge
	for _, job in ipairs(jobs) do
		fresh[job.id] = job
		add(envelopes, job.id, job.envelope)
		if job.options then
			add(options, job.id, job.options)
		end
		if not keys.withdrawn[job.id] then
			if job.options and job.expires ~= '' then
				add(expiring, job.expires, job.id)
			end
			if not job.waits and job.due > now then
				add(delayed, digits(job.due), job.id)
				earliest = math.min(earliest, job.due)
			elseif not job.waits then
				add(ready, job.id)
			end
		end
	end
	local isEarliest = #delayed > 0 and earliest < nextDue()
	each('HSET', JOBS, envelopes)
	each('HSET', OPTIONS, options)
	if #keys.withdrawn > 0 then
		withdrawReplaced(fresh, keys, now)
	end
	writeKeys(jobs, keys)
	each('ZADD', EXPIRING, expiring)
	each('ZADD', DELAYED, delayed)
	makeReady(ready, fresh)
	if #ready > 0 or #keys.withdrawn > 0 then
		wake(now, #ready > 0)
	end
	if isEarliest then
		wakeToLearn()
	end
end
