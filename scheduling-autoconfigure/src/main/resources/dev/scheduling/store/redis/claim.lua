-- Claims ticks: each is won by one node, or counted.
-- KEYS: nodes, marks, running, counts
-- ARGV: node, lease ms, then per tick: task, call, stamp, expected mark, nominal, period ms, coalesced, 'run' or 'rejected'
-- RETURNS: { micros, answer, ... }, an answer being one of
--   won|mark|token|lease until   skipped|mark|reason   moved|mark   pulled|mark   seeded|mark   early   changed|stamp
-- REPLAY: the mark keeps the call that moved it, and its outcome.
local FIELDS = 8
local SLACK = 60000

local time = micros()
local now = math.floor(time / 1000)
local node, lease = ARGV[1], tonumber(ARGV[2])
local tasks = {}
for i = 3, #ARGV, FIELDS do
	tasks[#tasks + 1] = ARGV[i]
end
local marks = redis.call('HMGET', KEYS[2], unpack(tasks))
local runs = redis.call('HMGET', KEYS[3], unpack(tasks))

local newMarks, newRuns, deadRuns = {}, {}, {}
local missed = {}

local function move(task, mark, nominal, call, outcome)
	mark.nominal, mark.call, mark.outcome = nominal, call, outcome
	newMarks[#newMarks + 1] = task
	newMarks[#newMarks + 1] = writeMark(mark)
end

local function answer(mark, run)
	if mark.outcome == 'won' then
		local held = run and run.token == mark.token
		return 'won|' .. digits(mark.nominal) .. '|' .. digits(mark.token) .. '|' .. (held and digits(run.expiry) or '0')
	elseif mark.outcome == 'seeded' or mark.outcome == 'pulled' then
		return mark.outcome .. '|' .. digits(mark.nominal)
	end
	return 'skipped|' .. digits(mark.nominal) .. '|' .. mark.outcome
end

local function decide(task, run, rejected)
	if rejected then
		return 'skipped.rejected'
	elseif run and run.expiry > now then
		return 'skipped.overlap'
	end
	return 'won'
end

local function claim(index, task, call, stamp, expected, nominal, period, coalesced, rejected)
	local mark = marks[index] and readMark(marks[index])
	local run = runs[index] and readRunning(runs[index])
	if not mark then
		mark = { stamp = stamp, since = digits(now), token = 0 }
		move(task, mark, now, call, 'seeded')
		return answer(mark)
	elseif mark.call == call then
		return answer(mark, run)
	elseif mark.stamp ~= stamp then
		return 'changed|' .. mark.stamp
	elseif mark.nominal > now + math.max(SLACK, period) then
		missed[#missed + 1] = { task, 'pulled-back', 1 }
		move(task, mark, now, call, 'pulled')
		return answer(mark)
	elseif mark.nominal ~= expected then
		return 'moved|' .. digits(mark.nominal)
	elseif nominal > now then
		return 'early'
	end
	if coalesced > 0 then
		missed[#missed + 1] = { task, 'missed.coalesced', coalesced }
	end
	local outcome = decide(task, run, rejected)
	if outcome == 'won' then
		if run then
			deadRuns[#deadRuns + 1] = { task, run }
		end
		mark.token = nextToken(mark.token, now)
		run = { token = mark.token, nominal = digits(nominal), node = node, expiry = now + lease, kind = 'tick', call = call }
		newRuns[#newRuns + 1] = task
		newRuns[#newRuns + 1] = writeRunning(run)
	else
		missed[#missed + 1] = { task, outcome, 1 }
	end
	move(task, mark, nominal, call, outcome)
	return answer(mark, run)
end

local reply = { time }
for i = 1, #tasks do
	local at = 3 + (i - 1) * FIELDS
	reply[#reply + 1] = claim(i, ARGV[at], ARGV[at + 1], ARGV[at + 2], tonumber(ARGV[at + 3]), tonumber(ARGV[at + 4]),
		tonumber(ARGV[at + 5]), tonumber(ARGV[at + 6]), ARGV[at + 7] == 'rejected')
end

if #newMarks > 0 then
	redis.call('HSET', KEYS[2], unpack(newMarks))
end
if #newRuns > 0 then
	redis.call('HSET', KEYS[3], unpack(newRuns))
end
for _, dead in ipairs(deadRuns) do
	countLost(KEYS[4], dead[1], dead[2])
end
for _, entry in ipairs(missed) do
	count(KEYS[4], entry[1], entry[2], entry[3])
end
return reply
