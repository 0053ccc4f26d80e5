-- What the claims of all lanes have in common. Per tick: task, call, stamp, expected mark, nominal, period ms, missed, given up, admission.
--   missed:    ticks before this one that are given up for it, as reason=number,...
--   given up:  the reason under which the tick itself is only counted, or ''
--   admission: what is done while a run of the task is alive: SKIP, BUFFER, CANCEL, ALLOW, WAIT, AFTER_DELAY
-- Answers: skipped|mark|reason   buffered|mark   moved|mark   pulled|mark   seeded|mark   early   busy   changed|stamp
-- and what the lane answers to a tick that it admits.
local SLACK = 60000

local function readTick(at)
	local task, call, stamp, expected, nominal, period, missed, givenUp, admission = unpack(ARGV, at, at + 8)
	return { task = task, call = call, stamp = stamp, expected = tonumber(expected), nominal = tonumber(nominal),
		nominalText = nominal, period = tonumber(period), missed = missed, givenUp = givenUp, admission = admission }
end

local function counted(lane, tick, reason, by)
	lane.counted[#lane.counted + 1] = { tick.task, reason, by }
end

local function answer(lane, index, mark)
	local outcome = mark.outcome
	if string.sub(outcome, 1, 8) == 'skipped.' or string.sub(outcome, 1, 7) == 'missed.' then
		return 'skipped|' .. digits(mark.nominal) .. '|' .. outcome
	elseif outcome == 'seeded' or outcome == 'pulled' or outcome == 'buffered' then
		return outcome .. '|' .. digits(mark.nominal)
	end
	return lane.answer(mark, index)
end

local function write(lane, tick, mark, nominal, call, outcome)
	mark.nominal, mark.call, mark.outcome = nominal, call, outcome
	lane.marks[#lane.marks + 1] = tick.task
	lane.marks[#lane.marks + 1] = writeMark(mark)
end

local function move(lane, index, tick, mark, nominal, outcome)
	write(lane, tick, mark, nominal, tick.call, outcome)
	return answer(lane, index, mark)
end

-- What becomes of a tick whose turn it is.
local function decide(lane, index, tick, mark)
	local paused = lane.paused(index) and 'skipped.paused'
	local outcome = paused or tick.givenUp
	if outcome == '' then
		outcome = lane.admit(index, tick, mark)
	elseif tick.nominal > lane.now then
		return 'early'
	end
	if outcome == 'busy' or outcome == 'early' then
		return outcome
	elseif outcome == 'completed' then
		write(lane, tick, mark, lane.now, '', outcome)
		return 'moved|' .. digits(mark.nominal)
	end
	if tick.missed ~= '' then
		for reason, by in string.gmatch(tick.missed, '([^=,]+)=(%d+)') do
			counted(lane, tick, paused or reason, tonumber(by))
		end
	end
	if outcome ~= 'won' and string.find(outcome, '.', 1, true) then
		counted(lane, tick, outcome, 1)
	end
	return move(lane, index, tick, mark, tick.nominal, outcome)
end

-- lane: now, ahead (ms before its time that a tick can be claimed), paused(index), admit(index, tick, mark) -> outcome, answer(mark, index) for outcomes of its own;
-- marks and counted collect what is to be written. An outcome 'completed' says that the last run was not known to have ended.
-- No closures: a thousand ticks come at once.
local function claimTick(lane, index, tick, text)
	if not text then
		return move(lane, index, tick, { stamp = tick.stamp, since = digits(lane.now), token = 0 }, lane.now, 'seeded')
	end
	local mark = readMark(text)
	if mark.call == tick.call then
		return answer(lane, index, mark)
	elseif mark.stamp ~= tick.stamp then
		return 'changed|' .. mark.stamp
	elseif mark.nominal > lane.now + math.max(SLACK, tick.period) then
		counted(lane, tick, 'pulled-back', 1)
		return move(lane, index, tick, mark, lane.now, 'pulled')
	elseif mark.nominal ~= tick.expected then
		return 'moved|' .. digits(mark.nominal)
	elseif tick.nominal > lane.now + lane.ahead then
		return 'early'
	end
	return decide(lane, index, tick, mark)
end

-- Tells of each task whether it is paused.
local function pausedTasks(pauses, tasks)
	local texts = redis.call('HMGET', pauses, '*', unpack(tasks))
	return function(index) return texts[1] or texts[index + 1] end
end
