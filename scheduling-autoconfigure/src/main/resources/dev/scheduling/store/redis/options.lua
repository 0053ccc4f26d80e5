-- What the scripts have to know of jobs that differ from the defaults.
local READY = { READY_HIGH, READY_NORMAL, READY_LOW }
local NORMAL = 2
local NO_OPTIONS = { level = NORMAL, unique = '', mode = '', key = '' }
local OF_NONE = setmetatable({}, { __index = function() return NO_OPTIONS end })

local function readOptions(text)
	if not text then
		return NO_OPTIONS
	end
	local part = split(text)
	return { level = tonumber(part[1]), expires = tonumber(part[2]), unique = part[3], mode = part[4], key = part[5] }
end

-- The options of up to a thousand jobs, by id.
local function optionsOf(ids)
	if #ids == 0 or redis.call('EXISTS', OPTIONS) == 0 then
		return OF_NONE
	end
	local options = setmetatable({}, getmetatable(OF_NONE))
	for i, text in ipairs(redis.call('HMGET', OPTIONS, unpack(ids))) do
		options[ids[i]] = readOptions(text)
	end
	return options
end

-- Ids in the ready lists of their levels; in the given order behind the others, or before them.
local function makeReady(ids, options, first)
	if #ids == 0 then
		return
	end
	local byLevel = { {}, {}, {} }
	for i = 1, #ids do
		local id = ids[first and #ids + 1 - i or i]
		add(byLevel[options[id].level], id)
	end
	for level, list in ipairs(byLevel) do
		each(first and 'LPUSH' or 'RPUSH', READY[level], list)
	end
end

-- How many jobs could start or wait for another one, as against those that wait for their time.
local function countQueued(tombstones)
	return redis.call('LLEN', READY_HIGH) + redis.call('LLEN', READY_NORMAL) + redis.call('LLEN', READY_LOW)
		+ redis.call('ZCARD', WAITING) + redis.call('HLEN', UNIQUE_NEXT) - (tonumber(tombstones) or 0)
end
