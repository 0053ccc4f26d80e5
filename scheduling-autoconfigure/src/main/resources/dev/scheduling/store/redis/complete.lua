-- Ends attempts of a worker; those whose claim is lost are refused and counted.
-- KEYS: of the queue
-- ARGV: owner, call, then per attempt: key of the job, token, kind, ms, bytes, with a kind of
--   succeeded|succeeded-with (ms: retention, bytes: result)   failed (ms: delay, bytes: error)
--   died (ms: retention, bytes: error)   handed-back (ms: delay)
--   parked (ms: how long until it is dead, bytes: handler|fingerprint|reason)
-- RETURNS: { micros, a letter per attempt: a(ccepted), c(ancelled), s(tale) }
-- REPLAY: the owner's last call is kept with its answer.
local time = micros()
local now = math.floor(time / 1000)
local answers = complete(ARGV[1], ARGV[2], 3, now)
wake(now)
return { time, answers }
