-- Gives ready jobs to a worker, after due ones have joined them.
-- KEYS: of the queue
-- ARGV: owner, nonce, nonce of the last answer received, how many at most, lease ms, limits,
--   groups of parked jobs to begin with, handler|fingerprints a line
-- RETURNS: { micros, more, in how many ms there may be more or -1, then per job: id, token, failures, crashes, lease until, envelope }
-- REPLAY: the same nonce gives the same jobs, as far as they are still held.
local time = micros()
local now = math.floor(time / 1000)
return fetch({ time }, readRequest(), now)
