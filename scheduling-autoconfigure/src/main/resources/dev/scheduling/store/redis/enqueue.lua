-- Stores jobs, all or none. The only script of jobs, beside the one of ticks, that a full Redis refuses.
-- KEYS: of the queue
-- ARGV: how many jobs may wait, or '', then per job: key of the job, delay ms, earliest start ms, options, envelope
--   options: '' or level | expires in ms | unique key | mode | held for ms | concurrency key
--   mode: r(eject), p (replace), k(eep latest)
-- RETURNS: { micros, per job: 1 stored, 0 another job has the id, -1 the queue is full, or the key of the job that holds
--   the unique key }
-- REPLAY: finds the jobs with the same envelopes.
local FIELDS = 5
local time = micros()
local now = math.floor(time / 1000)

local function readJob(at)
	local due = math.max(now + tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]))
	local job = { id = ARGV[at], due = due, envelope = ARGV[at + 4], level = NORMAL, unique = '' }
	if ARGV[at + 3] ~= '' then
		local part = split(ARGV[at + 3])
		local expires = part[2] ~= '' and digits(due + tonumber(part[2])) or ''
		job.level, job.unique, job.mode, job.holdFor = tonumber(part[1]), part[3], part[4], tonumber(part[5])
		job.expires = expires
		job.options = part[1] .. '|' .. expires .. '|' .. job.unique .. '|' .. job.mode .. '|' .. part[6]
	end
	return job
end

local jobs, ids = {}, {}
for at = 2, #ARGV, FIELDS do
	add(jobs, readJob(at))
	add(ids, ARGV[at])
end
local known = redis.call('HMGET', JOBS, unpack(ids))
local remembered = redis.call('ZMSCORE', REMEMBERED, unpack(ids))
local stored, answers = {}, {}
local keys = readKeys(jobs, now)
local fresh = {}
for i, job in ipairs(jobs) do
	local envelope = known[i] or (fresh[job.id] and fresh[job.id].envelope)
	if remembered[i] or envelope == job.envelope then
		-- An id is made once: one that is remembered is of this very call, and its job has run.
		answers[i] = 1
	elseif envelope then
		answers[i] = 0
	else
		answers[i] = claimKey(job, keys, now) or 1
		if answers[i] == 1 then
			fresh[job.id] = job
			add(stored, job)
		end
	end
end

local function isFull()
	if ARGV[1] == '' or #stored == 0 then
		return false
	end
	local waiting = redis.call('ZCARD', DELAYED) + countQueued(redis.call('HGET', META, 'tombstones'))
	return waiting + #stored - keys.replaced > tonumber(ARGV[1])
end

if isFull() then
	for i, job in ipairs(jobs) do
		if fresh[job.id] or fresh[answers[i]] then
			answers[i] = -1
		end
	end
else
	store(stored, keys, now)
end
return { time, unpack(answers) }
