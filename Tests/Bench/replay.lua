-- Plays signed requests from a file, each once: wrk … -s replay.lua -- FILE THREADS
local threads = 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

function init(args)
    requests, position, wrapped = {}, 0, 0
    local of, line_number = tonumber(args[2]), 0
    for line in io.lines(args[1]) do
        if line_number % of == number then
            local signature, body = line:match("^(.-)\t(.*)$")
            requests[#requests + 1] = wrk.format("POST", wrk.path, {
                ["Host"] = wrk.host,
                ["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8",
                ["X-Twilio-Signature"] = signature,
            }, body)
        end
        line_number = line_number + 1
    end
end

function request()
    position = position + 1
    if position > #requests then
        position, wrapped = 1, wrapped + 1
    end
    return requests[position]
end

function done(summary, latency, all)
    local errors = summary.errors
    io.write(string.format("RESULT %.1f %.3f %.3f %d\n",
        summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000, latency:percentile(99) / 1000,
        errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
