-- What operators do to many jobs at once. Each call has an id of its own, so that a replay gives the first answer.

-- Answers a letter per job, from an index of the arguments on.
local function operate(call, from, now, change)
	local known = redis.call('HGET', FLUSHES, call)
	if known then
		return known
	end
	local letters = {}
	for at = from, #ARGV do
		add(letters, change(ARGV[at], now))
	end
	local answer = table.concat(letters)
	redis.call('HSET', FLUSHES, call, answer)
	redis.call('ZADD', OWNERS, digits(now), call)
	return answer
end

-- Takes what is left of a job that was cancelled or deleted while it waited from where it did.
local function dropLeftover(id, options)
	local dropped = 0
	for _, list in ipairs(READY) do
		dropped = dropped + redis.call('LREM', list, 0, id)
	end
	local members = options.key ~= '' and redis.call('ZRANGEBYLEX', WAITING, '[' .. options.key .. '|', '(' .. options.key .. '}') or {}
	for _, member in ipairs(members) do
		if string.match(member, '|([^|]*)$') == id then
			dropped = dropped + redis.call('ZREM', WAITING, member)
		end
	end
	tally('tombstones', -dropped)
end

-- The place of finished or parked jobs where a job stands.
local function endedAt(id)
	for _, place in ipairs({ DONE, DEAD, CANCELLED, PARKED }) do
		if redis.call('ZSCORE', place, id) then
			return place
		end
	end
end
