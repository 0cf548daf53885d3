--- :checkhealth sluice
local M = {}
local health = vim.health

local function program()
  local cmd = (vim.lsp.config.sluice or {}).cmd
  return type(cmd) == "table" and cmd[1] or "sluice"
end

local function editor()
  health.start("Neovim")
  if vim.lsp.inline_completion then
    health.ok("completions come as ghost text")
  else
    health.ok("completions come in the menu; ghost text needs Neovim 0.12")
  end
  if vim.lsp.is_enabled == nil or vim.lsp.is_enabled("sluice") then
    health.ok('vim.lsp.enable("sluice") was called')
  else
    health.error("sluice is not enabled", 'Put vim.lsp.enable("sluice") into your init.lua')
  end
  local key = require("sluice").options().accept
  local mapped = key and vim.fn.maparg(key, "i", false, true) or {}
  if vim.lsp.inline_completion and key and mapped.desc and mapped.desc ~= "Accept the completion of sluice" and not mapped.desc:find("vim.snippet", 1, true) then
    health.warn(key .. " is mapped by you", "Call require('sluice').accept() in that mapping, or choose another key by vim.g.sluice = { accept = … }")
  end
  local clients = vim.lsp.get_clients({ name = "sluice" })
  if #clients > 0 then
    health.ok(("attached to %d buffers"):format(#vim.tbl_keys(clients[1].attached_buffers)))
  else
    health.warn("no buffer is attached", "Open a file in a language that sluice knows")
  end
end

local function binary()
  health.start("The binary")
  local path = vim.fn.exepath(program())
  if path == "" then
    health.error(program() .. " is not on PATH", 'Install it, or name it: vim.lsp.config("sluice", { cmd = { "/path/to/sluice", "serve" } })')
    return
  end
  local said = vim.system({ path, "version" }):wait()
  if said.code ~= 0 then
    health.error(path .. " does not run: " .. vim.trim(said.stderr or ""))
    return
  end
  health.ok(vim.trim(said.stdout) .. " at " .. path)
  said = vim.system({ path, "doctor", "--json" }, { timeout = 60000 }):wait()
  local read, report = pcall(vim.json.decode, said.stdout or "")
  if not read then
    health.error("`sluice doctor` failed: " .. vim.trim(said.stderr or ""))
    return
  end
  for _, c in ipairs(report.checkups) do
    local text = c.part .. ": " .. c.what
    if c.ok then
      health.ok(text .. (c.todo and (" (" .. c.todo .. ")") or ""))
    else
      health.error(text, c.todo)
    end
  end
end

function M.check()
  editor()
  binary()
end

return M
