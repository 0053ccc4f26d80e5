-- Gives ready jobs to a worker, after due ones have joined them.
-- KEYS: of the queue
-- ARGV: owner, nonce, nonce of the last answer received, how many at most, lease ms
-- RETURNS: { micros, more, next due in ms or -1, then per job: id, token, failures, crashes, lease until, envelope }
-- REPLAY: the same nonce gives the same jobs, as far as they are still held.
local time = micros()
local now = math.floor(time / 1000)
return fetch({ time }, ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5]), now)
