-- Cancels a job: one that waits has ended so, one that runs is marked.
-- KEYS: of the queue
-- ARGV: key of the job
-- RETURNS: { micros, CANCELLED or REQUESTED or FINISHED or UNKNOWN }
-- REPLAY: finds it cancelled or marked.
local time = micros()
return { time, cancelJob(ARGV[1], math.floor(time / 1000)) }
