-- Ends attempts of a worker and gives it further jobs.
-- KEYS: of the queue
-- ARGV: those of the script that fetches, call, then the attempts as for the script that completes
-- RETURNS: { micros, a letter per attempt, then what the script that fetches answers }
-- REPLAY: as both.
local time = micros()
local now = math.floor(time / 1000)
local answers = complete(ARGV[1], ARGV[8], 9, now)
return fetch({ time, answers }, readRequest(), now)
