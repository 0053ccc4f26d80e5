-- What the claims of all lanes have in common. Per tick: task, call, stamp, expected mark, nominal, period ms, missed, given up, admission.
--   missed:    ticks before this one that are given up for it, as reason=number,...
--   given up:  the reason under which the tick itself is only counted, or ''
--   admission: what is done while a run of the task is alive: SKIP, BUFFER, CANCEL, ALLOW, WAIT, AFTER_DELAY
-- Answers: skipped|mark|reason   buffered|mark   moved|mark   pulled|mark   seeded|mark   early   busy   changed|stamp
-- and what the lane answers to a tick that it admits.
local SLACK = 60000

local function readTick(at)
	return { task = ARGV[at], call = ARGV[at + 1], stamp = ARGV[at + 2], expected = tonumber(ARGV[at + 3]),
		nominal = tonumber(ARGV[at + 4]), period = tonumber(ARGV[at + 5]), missed = ARGV[at + 6], givenUp = ARGV[at + 7],
		admission = ARGV[at + 8] }
end

-- lane: now, paused(index), admit(index, tick, mark) -> outcome, answer(mark, index) for outcomes of its own;
-- marks and counted collect what is to be written. An outcome 'completed' says that the last run was not known to have ended.
local function claimTick(lane, index, tick, text)
	local mark = text and readMark(text)

	local function counted(reason, by)
		lane.counted[#lane.counted + 1] = { tick.task, reason, by }
	end

	local function answer()
		if string.sub(mark.outcome, 1, 8) == 'skipped.' or string.sub(mark.outcome, 1, 7) == 'missed.' then
			return 'skipped|' .. digits(mark.nominal) .. '|' .. mark.outcome
		elseif mark.outcome == 'seeded' or mark.outcome == 'pulled' or mark.outcome == 'buffered' then
			return mark.outcome .. '|' .. digits(mark.nominal)
		end
		return lane.answer(mark, index)
	end

	local function write(nominal, call, outcome)
		mark.nominal, mark.call, mark.outcome = nominal, call, outcome
		lane.marks[#lane.marks + 1] = tick.task
		lane.marks[#lane.marks + 1] = writeMark(mark)
	end

	local function move(nominal, outcome)
		write(nominal, tick.call, outcome)
		return answer()
	end

	if not mark then
		mark = { stamp = tick.stamp, since = digits(lane.now), token = 0 }
		return move(lane.now, 'seeded')
	elseif mark.call == tick.call then
		return answer()
	elseif mark.stamp ~= tick.stamp then
		return 'changed|' .. mark.stamp
	elseif mark.nominal > lane.now + math.max(SLACK, tick.period) then
		counted('pulled-back', 1)
		return move(lane.now, 'pulled')
	elseif mark.nominal ~= tick.expected then
		return 'moved|' .. digits(mark.nominal)
	elseif tick.nominal > lane.now then
		return 'early'
	end
	local paused = lane.paused(index) and 'skipped.paused'
	local outcome = paused or tick.givenUp
	if outcome == '' then
		outcome = lane.admit(index, tick, mark)
	end
	if outcome == 'busy' then
		return 'busy'
	elseif outcome == 'completed' then
		write(lane.now, '', outcome)
		return 'moved|' .. digits(mark.nominal)
	end
	for reason, by in string.gmatch(tick.missed, '([^=,]+)=(%d+)') do
		counted(paused or reason, tonumber(by))
	end
	if string.find(outcome, '.', 1, true) then
		counted(outcome, 1)
	end
	return move(tick.nominal, outcome)
end

-- Tells of each task whether it is paused.
local function pausedTasks(pauses, tasks)
	local texts = redis.call('HMGET', pauses, '*', unpack(tasks))
	return function(index) return texts[1] or texts[index + 1] end
end
