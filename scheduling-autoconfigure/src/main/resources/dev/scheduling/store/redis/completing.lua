-- Ending attempts, for the scripts that do.
local COMPLETION_FIELDS = 5

local function completion(at)
	return { id = ARGV[at], token = ARGV[at + 1], kind = ARGV[at + 2], millis = tonumber(ARGV[at + 3]),
		bytes = ARGV[at + 4] }
end

local function move(moves, ended, claim, now)
	local id = ended.id
	if isCancelled(claim) then
		finishCancelled(moves, id, claim, now)
		return 'c'
	elseif ended.kind == 'succeeded' and ended.millis == 0 then
		finishUnkept(moves, id)
	elseif ended.kind == 'succeeded' or ended.kind == 'succeeded-with' then
		finish(moves, 'done', id, claim, now, ended.millis)
		if ended.kind == 'succeeded-with' then
			add(moves.results, id, ended.bytes)
		end
	elseif ended.kind == 'parked' then
		local handler, print, reason = string.match(ended.bytes, '^([^|]*)|([^|]*)|(.*)$')
		park(moves, id, claim, now, handler, print, reason, ended.millis)
	elseif ended.kind == 'handed-back' and ended.millis == 0 then
		putFirst(moves, id, claim)
	elseif ended.kind == 'handed-back' then
		postpone(moves, id, claim, now + ended.millis)
	else
		claim.failures = claim.failures + 1
		add(moves.errors, id, ended.bytes)
		if ended.kind == 'failed' then
			postpone(moves, id, claim, now + ended.millis)
		else
			finish(moves, 'dead', id, claim, now, ended.millis)
		end
	end
	return 'a'
end

-- Ends the attempts that the arguments describe from an index on. Answers a letter for each: a, c or s.
local function complete(owner, call, from, now)
	local flushed = redis.call('HGET', FLUSHES, owner)
	if flushed and split(flushed)[1] == call then
		return split(flushed)[2]
	end
	local ended, ids, answers, moves = {}, {}, {}, newMoves()
	for at = from, #ARGV, COMPLETION_FIELDS do
		add(ended, completion(at))
		add(ids, ARGV[at])
		add(answers, 's')
	end
	local seen, stale = {}, #ids
	eachHeld(owner, ids, function(i) return ended[i].token end, function(i, id, claim)
		if not seen[id] then
			seen[id] = true
			stale = stale - 1
			answers[i] = move(moves, ended[i], claim, now)
		end
	end)
	apply(moves, now)
	trim(now, 2 * #ids)
	promote(now)
	tally('refused', stale)
	local letters = table.concat(answers)
	redis.call('HSET', FLUSHES, owner, call .. '|' .. letters)
	return letters
end
