-- Makes tasks known; a new or changed one starts afresh at the store's time.
-- KEYS: nodes, marks
-- ARGV: task, stamp, ...
-- RETURNS: { micros, mark, ... }
-- REPLAY: finds the stamp as it left it.
local time = micros()
local now = math.floor(time / 1000)
local reply = { time }
for i = 1, #ARGV, 2 do
	local task, stamp = ARGV[i], ARGV[i + 1]
	local text = redis.call('HGET', KEYS[2], task)
	local mark = text and readMark(text)
	if not mark or mark.stamp ~= stamp then
		mark = { nominal = now, stamp = stamp, since = digits(now), call = '', outcome = 'registered',
			token = mark and mark.token or 0 }
		redis.call('HSET', KEYS[2], task, writeMark(mark))
	end
	reply[#reply + 1] = mark.nominal
end
return reply
