-- Reads jobs of one state, in its order.
-- KEYS: of the queue
-- ARGV: state, how many at most, bytes of each envelope, then of where the page before ended: score or place, member; or ''
-- RETURNS: { micros, score or place of the next page or '', member, then per job what the script that finds one answers }
local STATE, MAX, BYTES, AFTER, MEMBER = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4], ARGV[5]
local MOST_SEEN = 5 * LIMIT
local HELD = #READY + 1
local reply = { micros(), '', '' }

-- The operator would compare by the host's language.
local function isBefore(left, right)
	for i = 1, math.min(#left, #right) do
		local a, b = string.byte(left, i), string.byte(right, i)
		if a ~= b then
			return a < b
		end
	end
	return #left < #right
end

-- How many members come before one that may be gone by now, itself included where it counts.
local function countBefore(key, score, member, itself)
	local low = redis.call('ZCOUNT', key, '-inf', '(' .. score)
	local high = redis.call('ZCOUNT', key, '-inf', score)
	while low < high do
		local middle = math.floor((low + high) / 2)
		local found = redis.call('ZRANGE', key, middle, middle)[1]
		if isBefore(found, member) or itself and found == member then
			low = middle + 1
		else
			high = middle
		end
	end
	return low
end

local function addAll(members, more)
	for i = 1, #members, 2 do
		addJob(reply, members[i], STATE, members[i + 1], BYTES)
	end
	if more and #members > 0 then
		reply[2], reply[3] = digits(tonumber(members[#members])), members[#members - 1]
	end
end

local function listForward(key)
	local from = AFTER == '' and 0 or countBefore(key, AFTER, MEMBER, true)
	addAll(redis.call('ZRANGE', key, from, from + MAX - 1, 'WITHSCORES'), redis.call('ZCARD', key) > from + MAX)
end

local function listBackward(key)
	local size = redis.call('ZCARD', key)
	local from = AFTER == '' and 0 or size - countBefore(key, AFTER, MEMBER, false)
	addAll(redis.call('ZREVRANGE', key, from, from + MAX - 1, 'WITHSCORES'), size > from + MAX)
end

local function listById(key)
	local all, page = redis.call('ZRANGE', key, 0, -1, 'WITHSCORES'), {}
	local scores, ids = {}, {}
	for i = 1, #all, 2 do
		scores[all[i]] = all[i + 1]
		if AFTER == '' or isBefore(MEMBER, all[i]) then
			add(ids, all[i])
		end
	end
	table.sort(ids, isBefore)
	for i = 1, math.min(#ids, MAX) do
		add(page, ids[i], scores[ids[i]])
	end
	addAll(page, #ids > MAX)
end

-- Adds those of ready ids that are no leftovers of cancelled or deleted jobs. Answers how many were looked at.
local function addReady(ids, level, room)
	local added = 0
	for i, id in ipairs(ids) do
		if added == room then
			return i - 1
		end
		reply[2], reply[3] = tostring(level), id
		local claim = readClaim(redis.call('HGET', CLAIMS, id))
		if claim.flag == '' and claim.owner == '' and redis.call('HEXISTS', JOBS, id) == 1 then
			added = added + 1
			addJob(reply, id, STATE, nil, BYTES)
		end
	end
	return #ids
end

-- Jobs that wait for another one: for a slot of their concurrency key, then for the holder of their unique key.
local function listHeld(first)
	local found = (#reply - 3) / JOB_FIELDS
	if first == HELD then
		local from = AFTER == tostring(HELD) and '(' .. MEMBER or '-'
		local members = redis.call('ZRANGEBYLEX', WAITING, from, '+', 'LIMIT', 0, LIMIT)
		for _, member in ipairs(members) do
			if found == MAX then
				return
			end
			reply[2], reply[3] = tostring(HELD), member
			local id = string.match(member, '|([^|]*)$')
			if isAlive(id) then
				found = found + 1
				addJob(reply, id, STATE, nil, BYTES)
			end
		end
		if #members == LIMIT then
			return
		end
	end
	local ids = {}
	for _, next in ipairs(redis.call('HVALS', UNIQUE_NEXT)) do
		local id = split(next)[1]
		if AFTER ~= tostring(HELD + 1) or isBefore(MEMBER, id) then
			add(ids, id)
		end
	end
	table.sort(ids, isBefore)
	for _, id in ipairs(ids) do
		if found == MAX then
			return
		end
		found = found + 1
		reply[2], reply[3] = tostring(HELD + 1), id
		addJob(reply, id, STATE, nil, BYTES)
	end
	reply[2], reply[3] = '', ''
end

local function listQueued()
	local seen, first = 0, tonumber(AFTER) or 1
	for level = first, #READY do
		local from = level == first and AFTER ~= '' and redis.call('LPOS', READY[level], MEMBER)
		from = from and from + 1 or 0
		local ids
		repeat
			local room = MAX - (#reply - 3) / JOB_FIELDS
			ids = redis.call('LRANGE', READY[level], from, from + LIMIT - 1)
			local looked = addReady(ids, level, room)
			if looked < #ids or seen > MOST_SEEN then
				return
			end
			from, seen = from + looked, seen + looked
		until #ids == 0
	end
	listHeld(math.max(first, HELD))
end

local backward = { SUCCEEDED = DONE, DEAD = DEAD, CANCELLED = CANCELLED, PARKED = PARKED }
if backward[STATE] then
	listBackward(backward[STATE])
elseif STATE == 'SCHEDULED' then
	listForward(DELAYED)
elseif STATE == 'RUNNING' then
	listById(ACTIVE)
elseif STATE == 'QUEUED' then
	listQueued()
end
return reply
