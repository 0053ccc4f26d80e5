-- Extends the leases that a worker still holds, and notes that it lives.
-- KEYS: of the queue
-- ARGV: owner, lease ms, then per lease: key of the job, token
-- RETURNS: { micros, 0 lost or 1 held or 2 held and cancelled, ... }
-- REPLAY: extends once more.
local time = micros()
local now = math.floor(time / 1000)
local owner, lease = ARGV[1], tonumber(ARGV[2])
local ids, tokens, reply, leases = {}, {}, { time }, {}
for at = 3, #ARGV, 2 do
	add(ids, ARGV[at])
	add(tokens, ARGV[at + 1])
	add(reply, 0)
end
eachHeld(owner, ids, function(i) return tokens[i] end, function(i, id, claim)
	add(leases, digits(now + lease), id)
	reply[i + 1] = isCancelled(claim) and 2 or 1
end)
redis.call('ZADD', OWNERS, digits(now), owner)
each('ZADD', ACTIVE, leases)
return reply
