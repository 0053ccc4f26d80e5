-- Values as text.

-- The parts between bars.
local function split(text)
	local parts = {}
	for part in string.gmatch(text, '([^|]*)|?') do
		parts[#parts + 1] = part
	end
	return parts
end

-- Numbers as plain digits: Lua would write large ones with an exponent.
local function digits(number)
	return string.format('%d', number)
end
