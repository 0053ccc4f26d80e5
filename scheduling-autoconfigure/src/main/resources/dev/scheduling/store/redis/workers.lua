-- Reads which workers live.
-- KEYS: workers
-- RETURNS: { micros, owner, ... }
local reply = { micros() }
for _, owner in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. digits(math.floor(reply[1] / 1000)), '+inf')) do
	reply[#reply + 1] = owner
end
return reply
