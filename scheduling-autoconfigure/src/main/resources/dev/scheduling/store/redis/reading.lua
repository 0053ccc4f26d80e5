-- Reading jobs, for the scripts that do.
local FIELDS = { JOBS, CLAIMS, PROGRESS, ERRORS, PARKINGS, OPTIONS }
local JOB_FIELDS = 9

-- Adds a job as it stands: key, place, score, envelope, claim, progress, error, parking, options, missing ones empty.
local function addJob(reply, id, place, score, bytes)
	local values = {}
	for i, column in ipairs(FIELDS) do
		values[i] = redis.call('HGET', column, id) or ''
	end
	if values[2] == '' then
		values[2] = '0|0|0||||'
	end
	addEach(reply, { id, place, score and digits(tonumber(score)) or '', bytes and string.sub(values[1], 1, bytes) or values[1],
		values[2], values[3], values[4], values[5], values[6] })
end
