-- Lets dead, cancelled or parked jobs run again, as if they had never run.
-- KEYS: of the queue
-- ARGV: call, then keys of the jobs
-- RETURNS: { micros, a letter per job: r(etried), h(eld: another job has its unique key), n(ot retryable), u(nknown) }
-- REPLAY: the call is kept with its answer, as long as what is known of owners.
local time = micros()

local function retry(id, now)
	local place = endedAt(id)
	if redis.call('HEXISTS', JOBS, id) == 0 then
		return 'u'
	elseif not place or place == DONE then
		return 'n'
	end
	local all = optionsOf({ id })
	local options, ended = all[id], place ~= PARKED
	if ended and otherHolder(id, options, now) then
		return 'h'
	end
	local claim = readClaim(redis.call('HGET', CLAIMS, id))
	if claim.flag == 't' then -- or the job would stand twice among the ready ones
		dropLeftover(id, options)
	end
	claim.failures, claim.crashes, claim.started, claim.ended, claim.flag = 0, 0, '', '', ''
	unpark({ id })
	redis.call('ZREM', place, id)
	redis.call('HDEL', ERRORS, id)
	redis.call('HDEL', PARKINGS, id)
	redis.call('HSET', CLAIMS, id, writeClaim(claim))
	if ended then
		holdAgain(id, options)
	end
	if options.expires then -- it is to run now, however late
		redis.call('HSET', OPTIONS, id, options.level .. '||' .. options.unique .. '|' .. options.mode .. '|' .. options.key)
	end
	makeReady({ id }, all)
	return 'r'
end

local now = math.floor(time / 1000)
local answer = operate(ARGV[1], 2, now, retry)
wake(now)
return { time, answer }
