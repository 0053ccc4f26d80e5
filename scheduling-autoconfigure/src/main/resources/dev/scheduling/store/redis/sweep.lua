-- Counts runs whose lease is out as lost, and notes that a node lives.
-- KEYS: nodes, marks, running, counts, waiting, cancels, changes
-- ARGV: node, lease ms
-- RETURNS: { micros, live runs, number of changes by operators, task, ... }: tasks for whose dead or ended run something waits
-- REPLAY: finds the dead runs gone.
local NODES, MARKS, RUNNING, COUNTS, WAITING, CANCELS, CHANGES = unpack(KEYS)
local MOST = 1000
local time = micros()
local now = math.floor(time / 1000)
redis.call('ZREMRANGEBYSCORE', NODES, '-inf', now)
redis.call('ZADD', NODES, now + tonumber(ARGV[2]), ARGV[1])

local alive, busy = 0, {}
local entries = redis.call('HGETALL', RUNNING)
for i = 1, #entries, 2 do
	local field, run = entries[i], readRunning(entries[i + 1])
	local task = taskOf(field)
	if run.expiry > now then
		alive = alive + 1
		busy[field] = true
	else
		redis.call('HDEL', RUNNING, field)
		redis.call('HDEL', CANCELS, task)
		countLost(COUNTS, task, run)
		complete(MARKS, task, run, run.expiry)
	end
end

local reply = { time, alive, tonumber(redis.call('GET', CHANGES) or 0) }
local from = '-'
while #reply < MOST do
	local first = redis.call('ZRANGEBYLEX', WAITING, from, '+', 'LIMIT', 0, 1)[1]
	if not first then
		break
	end
	local task = split(first)[1]
	if not busy[task] then
		reply[#reply + 1] = task
	end
	from = '[' .. task .. '|~'
end
return reply
