-- Stores what the code of a running job has reported.
-- KEYS: of the queue
-- ARGV: owner, key of the job, token, number of the report, done, total (both empty if not said), then the lines
-- RETURNS: { micros, 1 if the claim is held, else 0 }
-- REPLAY: the report's number is kept.
local time = micros()
local owner, id, token, number = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local held = 0
eachHeld(owner, { id }, function() return token end, function()
	held = 1
	local progress = readProgress(redis.call('HGET', PROGRESS, id))
	if progress.token == token and progress.report >= number then
		return
	end
	local first = math.max(1, progress.last - KEPT_LINES + 1)
	local lines, over = {}, {}
	for at = 7, #ARGV do
		progress.last = progress.last + 1
		add(lines, id .. '/' .. progress.last, ARGV[at])
	end
	for line = first, progress.last - KEPT_LINES do
		add(over, id .. '/' .. line)
	end
	if ARGV[5] ~= '' then
		progress.done, progress.total = ARGV[5], ARGV[6]
	end
	redis.call('HSET', PROGRESS, id, token .. '|' .. number .. '|' .. progress.done .. '|' .. progress.total
		.. '|' .. progress.last)
	each('HSET', LOGS, lines)
	each('HDEL', LOGS, over)
end)
return { time, held }
