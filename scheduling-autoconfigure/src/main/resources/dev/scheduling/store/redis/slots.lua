-- Slots of concurrency keys: key -> passed | id | ... A slot belongs to a job that runs, or that was promised it and
-- stands among the ready ones. Passed counts how often a waiting job of lower priority was passed over.
local GUARD = 16

local function readSlots(text)
	local part = split(text or '0')
	local slots = { passed = tonumber(part[1]), ids = {} }
	for i = 2, #part do
		if part[i] ~= '' then
			add(slots.ids, part[i])
		end
	end
	return slots
end

local function writeSlots(key, slots)
	if #slots.ids == 0 then
		redis.call('HDEL', SLOTS, key)
	else
		redis.call('HSET', SLOTS, key, slots.passed .. '|' .. table.concat(slots.ids, '|'))
	end
end

local function holds(slots, id)
	for _, holder in ipairs(slots.ids) do
		if holder == id then
			return true
		end
	end
	return false
end

local function drop(slots, ended)
	local left = {}
	for _, id in ipairs(slots.ids) do
		if not ended[id] then
			add(left, id)
		end
	end
	slots.ids = left
end

-- Lets a ready job wait for a slot of its key, behind all of its priority that do.
local function hold(id, options)
	local turn = redis.call('HINCRBY', META, 'held', 1)
	redis.call('ZADD', WAITING, 0, string.format('%s|%d|%015d|%s', options.key, options.level, turn, id))
end

local function isAlive(id)
	return redis.call('HEXISTS', JOBS, id) == 1 and readClaim(redis.call('HGET', CLAIMS, id)).flag == ''
end

-- The first waiting job between two members; drops those that have ended.
local function firstBetween(from, to)
	while true do
		local member = redis.call('ZRANGEBYLEX', WAITING, '[' .. from, '(' .. to, 'LIMIT', 0, 1)[1]
		if not member then
			return nil
		end
		local level, turn, id = string.match(member, '|(%d)|(%d+)|([^|]*)$')
		if isAlive(id) then
			return { member = member, level = tonumber(level), turn = turn, id = id }
		end
		redis.call('ZREM', WAITING, member)
		tally('tombstones', -1)
	end
end

-- Whose turn it is of the jobs that wait for a slot of a key: by priority, but each sixteenth comes from below.
-- '}' follows '|'.
local function nextWaiting(key, slots)
	local first = firstBetween(key .. '|', key .. '}')
	if not first then
		return nil
	end
	local oldest
	for level = first.level + 1, #READY do
		local below = firstBetween(key .. '|' .. level .. '|', key .. '|' .. level .. '}')
		if below and (not oldest or below.turn < oldest.turn) then
			oldest = below
		end
	end
	if not oldest then
		return first
	end
	slots.passed = (slots.passed + 1) % GUARD
	return slots.passed == 0 and oldest or first
end

-- Gives free slots of a key to those that wait for one.
local function handOver(key, slots, most, handed)
	while #slots.ids < most do
		local next = nextWaiting(key, slots)
		if not next then
			return
		end
		redis.call('ZREM', WAITING, next.member)
		add(slots.ids, next.id)
		add(handed, next)
	end
end

-- Frees the slots of jobs that ran or were promised one.
local function freeSlots(ids, options)
	local keys, ended, known = {}, {}, {}
	for _, id in ipairs(ids) do
		local key = options[id].key
		if key ~= '' then
			ended[id] = true
			if not known[key] then
				known[key] = true
				add(keys, key)
			end
		end
	end
	if #keys == 0 then
		return
	end
	local texts = redis.call('HMGET', SLOTS, unpack(keys))
	local most = readLimits(redis.call('HGET', META, 'limits') or '').perKey
	local handed = {}
	for i, key in ipairs(keys) do
		local slots = readSlots(texts[i])
		drop(slots, ended)
		handOver(key, slots, most, handed)
		writeSlots(key, slots)
	end
	table.sort(handed, function(a, b) return a.turn < b.turn end)
	local next, levels = {}, {}
	for _, job in ipairs(handed) do
		add(next, job.id)
		levels[job.id] = job
	end
	makeReady(next, levels, true)
end
