-- Counts the running jobs of a queue by their workers.
-- KEYS: of the queue
-- RETURNS: { micros, owner, number, ... }
local reply, numbers = { micros() }, {}
local ids = redis.call('ZRANGE', ACTIVE, 0, -1)
for from = 1, #ids, LIMIT do
	local texts = redis.call('HMGET', CLAIMS, unpack(ids, from, math.min(#ids, from + LIMIT - 1)))
	for _, text in ipairs(texts) do
		local owner = readClaim(text).owner
		numbers[owner] = (numbers[owner] or 0) + 1
	end
end
for owner, number in pairs(numbers) do
	add(reply, owner, number)
end
return reply
