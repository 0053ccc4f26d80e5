-- Lets the runs of a backfill wait, to be taken one after another.
-- KEYS: nodes, waiting, requests, request times
-- ARGV: task, request, how long it is kept ms, then nominal times
-- RETURNS: { micros }
-- REPLAY: the request is known.
local NODES, WAITING, REQUESTS, REQUEST_TIMES = unpack(KEYS)
local time = micros()
local now = math.floor(time / 1000)
if redis.call('HSETNX', REQUESTS, ARGV[2], '|' .. digits(now) .. '|-1') == 1 then
	redis.call('ZADD', REQUEST_TIMES, digits(now + tonumber(ARGV[3])), ARGV[2])
	for i = 4, #ARGV do
		redis.call('ZADD', WAITING, 0, waitingMember(ARGV[1], 'c', tonumber(ARGV[i])))
	end
end
return { time }
