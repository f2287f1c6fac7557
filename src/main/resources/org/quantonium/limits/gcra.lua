-- Takes from a bucket, as Gcra.decide does. KEYS[1]: the bucket. In microseconds: ARGV[1] the time in
-- which it fills, ARGV[2] the cost, ARGV[3] the debt that the caller knows of. The stored value is the
-- time at which the bucket is full again. Answers {1 if admitted, debt}.
redis.replicate_commands() -- Redis 6: a script that asks the time may then write
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local limit, cost, known = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local full = tonumber(redis.call('GET', KEYS[1]) or now)
local debt = math.min(math.max(full - now, known, 0), limit)
local admitted = debt + cost <= limit
if admitted then
  debt = debt + cost
end
if debt > 0 and (admitted or known > 0) then
  redis.call('SET', KEYS[1], string.format('%.0f', now + debt), 'PX', math.ceil(debt / 1000))
end
return {admitted and 1 or 0, debt}
