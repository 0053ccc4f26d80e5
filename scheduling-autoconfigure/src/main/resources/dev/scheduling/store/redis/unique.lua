-- Unique keys: which job holds one, and which waits for the end of the holder.

-- Who holds a key, or nil.
local function readHolder(text, now)
	if not text then
		return nil
	end
	local part = split(text)
	local till = tonumber(part[2])
	if till and till <= now then
		return nil
	end
	return part[1], till
end

-- The other job that holds the key of a job, or nil: then the job may hold it again.
local function otherHolder(id, options, now)
	if options.unique == '' then
		return nil
	end
	local holder = readHolder(redis.call('HGET', UNIQUE, options.unique), now)
	return holder ~= id and holder or nil
end

-- Lets a job that had ended hold its key again, until it has ended again.
local function holdAgain(id, options)
	if options.unique ~= '' then
		redis.call('HSET', UNIQUE, options.unique, id)
		redis.call('ZREM', UNIQUE_UNTIL, options.unique)
	end
end

local function keysOf(ids, options)
	local owners, keys, ended = {}, {}, {}
	for _, id in ipairs(ids) do
		if options[id].unique ~= '' then
			add(owners, id)
			add(keys, options[id].unique)
			ended[id] = true
		end
	end
	return owners, keys, ended
end

-- Jobs that waited for the end of their key's holder go where they would have gone at once.
local function placeNext(nexts, now)
	local ready, delayed = {}, {}
	for _, next in ipairs(nexts) do
		if tonumber(next[2]) > now then
			add(delayed, next[2], next[1])
		else
			add(ready, next[1])
		end
	end
	local options = optionsOf(ready)
	each('ZADD', DELAYED, delayed)
	makeReady(ready, options)
end

-- Frees the keys of jobs that have ended, as far as they hold them, and not for a time.
local function releaseKeys(ids, options, now)
	local owners, keys, ended = keysOf(ids, options)
	if #keys == 0 then
		return
	end
	local holders, waiting = redis.call('HMGET', UNIQUE, unpack(keys)), redis.call('HMGET', UNIQUE_NEXT, unpack(keys))
	local freed, passed, taken, nexts = {}, {}, {}, {}
	for i, id in ipairs(owners) do
		local holder, next = split(holders[i] or ''), split(waiting[i] or '')
		if next[1] == id then
			add(passed, keys[i])
		elseif holder[1] == id and holder[2] == '' then
			if next[1] == '' or ended[next[1]] then
				add(freed, keys[i])
			else
				add(taken, keys[i], next[1])
				add(passed, keys[i])
				add(nexts, next)
			end
		end
	end
	each('HDEL', UNIQUE, freed)
	each('HDEL', UNIQUE_NEXT, passed)
	each('HSET', UNIQUE, taken)
	placeNext(nexts, now)
end

-- Frees the keys that were held for a time, which is over.
local function trimKeys(now, most)
	local over = redis.call('ZRANGEBYSCORE', UNIQUE_UNTIL, '-inf', digits(now), 'LIMIT', 0, most)
	each('HDEL', UNIQUE, over)
	each('ZREM', UNIQUE_UNTIL, over)
end
