-- Jobs that wait for a worker that can run them. Those of one handler that the same workers could not run are a group.
--   parkings  HASH  id -> handler | fingerprint,... | since | reason; stays with the job, so that no worker tries it twice
--   parked-by ZSET  handler | fingerprint,... | id, all with the score 0
local PARKINGS, PARKED_BY = unpack(KEYS, 33, 34)
local MOST_FINGERPRINTS = 20
local MOST_GROUPS = 100

local function readParking(text)
	local handler, prints, since, reason = string.match(text or '|||', '^([^|]*)|([^|]*)|([^|]*)|(.*)$')
	return { handler = handler, prints = prints, since = tonumber(since), reason = reason }
end

local function writeParking(parking)
	return parking.handler .. '|' .. parking.prints .. '|' .. digits(parking.since) .. '|' .. parking.reason
end

local function withPrint(prints, print)
	local list = { print }
	for known in string.gmatch(prints, '[^,]+') do
		if known ~= print and #list < MOST_FINGERPRINTS then
			add(list, known)
		end
	end
	table.sort(list)
	return table.concat(list, ',')
end

-- Takes jobs out of the parked ones. What is known of their parking stays.
local function unpark(ids)
	if #ids == 0 then
		return
	end
	local members = {}
	for i, text in ipairs(redis.call('HMGET', PARKINGS, unpack(ids))) do
		local parking = readParking(text)
		add(members, parking.handler .. '|' .. parking.prints .. '|' .. ids[i])
	end
	each('ZREM', PARKED, ids)
	each('ZREM', PARKED_BY, members)
end

-- The groups that there are.
local function parkedGroups()
	local groups, from = {}, '-'
	while #groups < MOST_GROUPS do
		local member = redis.call('ZRANGEBYLEX', PARKED_BY, from, '+', 'LIMIT', 0, 1)[1]
		if not member then
			break
		end
		local group = string.match(member, '^[^|]*|[^|]*')
		add(groups, group)
		from = '(' .. group .. '|\255'
	end
	return groups
end

-- The ids of jobs of groups, up to a number.
local function parkedIds(groups, max)
	local ids = {}
	for group in string.gmatch(groups, '[^\n]+') do
		local members = #ids < max and redis.call('ZRANGEBYLEX', PARKED_BY, '[' .. group .. '|', '(' .. group .. '|\255',
			'LIMIT', 0, max - #ids) or {}
		for _, member in ipairs(members) do
			add(ids, string.sub(member, #group + 2))
		end
	end
	return ids
end
