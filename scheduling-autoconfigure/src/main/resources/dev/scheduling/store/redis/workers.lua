-- Reads which workers live, all of them or those of a queue.
-- KEYS: workers
-- ARGV: queue, or nothing
-- RETURNS: { micros, owner, ... }
local reply = { micros() }
local prefix = ARGV[1] .. '|'
for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. digits(math.floor(reply[1] / 1000)), '+inf')) do
	local whole = not string.find(member, '|', 1, true)
	if ARGV[1] == '' and whole then
		reply[#reply + 1] = member
	elseif ARGV[1] ~= '' and string.sub(member, 1, #prefix) == prefix then
		reply[#reply + 1] = string.sub(member, #prefix + 1)
	end
end
return reply
