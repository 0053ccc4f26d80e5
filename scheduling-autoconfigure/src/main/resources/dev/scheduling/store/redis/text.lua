-- Values as text.

-- The parts between bars.
local function split(text)
	local parts = {}
	for part in string.gmatch(text, '([^|]*)|?') do
		parts[#parts + 1] = part
	end
	return parts
end

-- Numbers as plain digits: Lua would write large ones with an exponent. Most of them are one of a few times.
local written = {}

local function digits(number)
	local text = written[number]
	if not text then
		text = string.format('%d', number)
		written[number] = text
	end
	return text
end
