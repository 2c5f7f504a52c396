-- Runs Redis scripts. The host gives two functions that take and answer ASCII text: `host_call` (a command as a JSON
-- array, its reply as a Lua expression) and `host_decode` (JSON as a Lua expression). It calls `run`.
--
-- Redis has Lua 5.1, this is 5.4. Names that 5.4 dropped are given back below, and `tostring` writes whole floats
-- without ".0". One difference stays: joining a float with `..`, as in "k" .. 10 / 2, gives "k5.0" and not "k5".
local host_call, host_decode, load = host_call, host_decode, load

-- JSON in which every byte outside printable ASCII is one escaped character, so that no encoding can touch it.
local function quote(text)
  local escaped = text:gsub('[%c"\\\128-\255]', function(c) return string.format("\\u%04x", c:byte()) end)
  return '"' .. escaped .. '"'
end

local function argument(value)
  if math.type(value) == "integer" then return string.format("%d", value) end
  if math.type(value) == "float" then return string.format("%.17g", value) end
  if type(value) == "string" then return value end
  error({ err = "ERR Lua redis lib command arguments must be strings or integers" }, 0)
end

local function call(...)
  local args = {}
  for i = 1, select("#", ...) do args[i] = quote(argument((select(i, ...)))) end
  local reply = load("return " .. host_call("[" .. table.concat(args, ",") .. "]"))()
  if type(reply) == "table" and reply.err then error(reply, 0) end
  return reply
end

local function truncate(number)
  if math.type(number) == "integer" then return number end
  return math.tointeger(number < 0 and math.ceil(number) or math.floor(number)) or math.mininteger
end

-- What Redis makes of a script's result: nil and false are null, true is 1, numbers lose their fraction, a table is a
-- list that ends at its first nil unless it has `err` or `ok`.
local function encode(value)
  local kind = type(value)
  if kind == "string" then return quote(value) end
  if kind == "number" then return string.format("%d", truncate(value)) end
  if value == true then return "1" end
  if kind ~= "table" then return "null" end
  if type(value.err) == "string" then return '{"err":' .. quote(value.err) .. "}" end
  if type(value.ok) == "string" then return '{"ok":' .. quote(value.ok) .. "}" end
  local items = {}
  for i, item in ipairs(value) do items[i] = encode(item) end
  return "[" .. table.concat(items, ",") .. "]"
end

local sandbox = {
  assert = assert, error = error, getmetatable = getmetatable, ipairs = ipairs, next = next, pairs = pairs,
  pcall = pcall, rawequal = rawequal, rawget = rawget, rawset = rawset, select = select, setmetatable = setmetatable,
  tonumber = tonumber, type = type, xpcall = xpcall,
  string = string, table = table, math = math,
  unpack = table.unpack,
  tostring = function(value)
    return math.type(value) == "float" and string.format("%.14g", value) or tostring(value)
  end,
  redis = {
    call = call,
    pcall = function(...)
      local _, reply = pcall(call, ...)
      return reply
    end,
    error_reply = function(text) return { err = text } end,
    status_reply = function(text) return { ok = text } end,
    log = function() end,
    LOG_DEBUG = 0, LOG_VERBOSE = 1, LOG_NOTICE = 2, LOG_WARNING = 3,
  },
  cjson = {
    null = setmetatable({}, { __tostring = function() return "null" end }),
  },
}
table.getn = function(list) return #list end
math.pow = function(base, exponent) return base ^ exponent end
math.mod = math.fmod
sandbox.cjson.decode = function(text)
  return load("return " .. host_decode(quote(text)), "json", "t", { null = sandbox.cjson.null })()
end

-- Takes `{ source = …, keys = {…}, argv = {…} }` as a Lua expression, answers JSON. Without `keys` it only compiles.
function run(request)
  local job = load("return " .. request)()
  local environment = setmetatable({ KEYS = job.keys, ARGV = job.argv }, {
    __index = function(_, name)
      local value = sandbox[name]
      if value == nil then
        error("Script attempted to access nonexistent global variable '" .. tostring(name) .. "'", 2)
      end
      return value
    end,
    __newindex = function() error("Attempt to modify a readonly table", 2) end,
  })
  local script, problem = load(job.source, "@user_script", "t", environment)
  if not script then
    return encode({ err = "ERR Error compiling script (new function): " .. problem })
  end
  if not job.keys then return "null" end
  local succeeded, result = pcall(script)
  if succeeded or (type(result) == "table" and result.err) then return encode(result) end
  return encode({ err = "ERR " .. tostring(result) })
end
