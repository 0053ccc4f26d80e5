-- Reads which workers live.
-- KEYS: workers
-- RETURNS: { micros, owner|since|last seen|fingerprint|queue|..., ... }
local reply = { micros() }
for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. digits(math.floor(reply[1] / 1000)), '+inf')) do
	reply[#reply + 1] = member
end
return reply
