-- All of a queue that matters, as text: what the model of the tests writes of itself.
-- KEYS: of the queue
-- RETURNS: { micros, ended jobs among the ready ones, text }
local lines = {}

local function line(name, values)
	lines[#lines + 1] = name .. ' ' .. table.concat(values, ' ')
end

local function pairsOf(values, separator)
	local entries = {}
	for i = 1, #values, 2 do
		add(entries, values[i] .. separator .. values[i + 1])
	end
	table.sort(entries)
	return entries
end

-- A list or the members of a set, without what will be dropped.
local seen, dead = {}, 0
local function live(ids)
	local alive = {}
	for _, id in ipairs(ids) do
		local claim = readClaim(redis.call('HGET', CLAIMS, id))
		if redis.call('HEXISTS', JOBS, id) == 1 and claim.owner == '' and claim.flag == '' and not seen[id] then
			seen[id] = true
			add(alive, id)
		else
			dead = dead + 1
		end
	end
	return alive
end

for _, key in ipairs({ READY_HIGH, READY_NORMAL, READY_LOW }) do
	line('ready', live(redis.call('LRANGE', key, 0, -1)))
end
-- Ids of ended jobs among the ready ones may wake a worker in vain, once.
local vain = dead
local waiting = {}
for _, member in ipairs(redis.call('ZRANGE', WAITING, 0, -1)) do
	add(waiting, string.match(member, '[^|]*$'))
end
waiting = live(waiting)
table.sort(waiting)
line('waiting', waiting)
for _, key in ipairs({ DELAYED, ACTIVE, DONE, DEAD, CANCELLED, PARKED, REMEMBERED, EXPIRING }) do
	line('timed', pairsOf(redis.call('ZRANGE', key, 0, -1, 'WITHSCORES'), '@'))
end
line('unique', pairsOf(redis.call('HGETALL', UNIQUE), '='))
line('next', pairsOf(redis.call('HGETALL', UNIQUE_NEXT), '='))
line('until', pairsOf(redis.call('ZRANGE', UNIQUE_UNTIL, 0, -1, 'WITHSCORES'), '@'))
line('slots', pairsOf(redis.call('HGETALL', SLOTS), '='))
local jobs = redis.call('HKEYS', JOBS)
table.sort(jobs)
local columns = {}
for _, id in ipairs(jobs) do
	local claim = readClaim(redis.call('HGET', CLAIMS, id))
	add(columns, id .. ':' .. claim.failures .. ':' .. claim.crashes .. ':' .. claim.owner .. ':' .. claim.started .. ':'
		.. claim.ended .. ':' .. ((claim.flag == 'c' or claim.flag == 'd') and claim.flag or '') .. ':' .. (redis.call('HGET', ERRORS, id) or ''))
end
line('jobs', columns)
line('results', { redis.call('HLEN', RESULTS), redis.call('HLEN', PROGRESS), redis.call('HLEN', LOGS) })
local meta = redis.call('HMGET', META, 'refused', 'crashes', 'trimmed', 'expired', 'turn', 'tombstones')
for i, value in ipairs(meta) do
	meta[i] = tonumber(value) or 0
end
meta[6] = meta[6] - dead
line('meta', meta)
line('paused', { redis.call('HEXISTS', META, 'paused') })
line('wake', { redis.call('EXISTS', WAKE) })
for _, column in ipairs({ OPTIONS, CLAIMS, RESULTS, ERRORS, PROGRESS }) do
	for _, id in ipairs(redis.call('HKEYS', column)) do
		if redis.call('HEXISTS', JOBS, id) == 0 then
			line('left behind', { column, id })
		end
	end
end
return { micros(), vain, table.concat(lines, '\n') }
