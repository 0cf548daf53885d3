--- The part of sluice that is Neovim's: completions as ghost text or in the menu, and pages that explain.
local M = {}

--- Options are read from `vim.g.sluice` when a buffer is attached.
local defaults = {
  accept = "<Tab>", -- key that accepts ghost text in insert mode; false: none
  completion = true, -- false: diagnostics and commands only
}

function M.options()
  return vim.tbl_extend("force", defaults, vim.g.sluice or {})
end

--- The last status of each client, by its id.
local statuses = {}

function M.on_status(_, status, ctx)
  statuses[ctx.client_id] = status
  vim.schedule(function()
    vim.api.nvim_exec_autocmds("User", { pattern = "SluiceStatus", modeline = false })
    vim.cmd.redrawstatus()
  end)
end

local function client_of(buf)
  return vim.lsp.get_clients({ name = "sluice", bufnr = buf })[1] or vim.lsp.get_clients({ name = "sluice" })[1]
end

--- A few words for a status line, "" where sluice is not attached.
function M.status()
  local client = vim.lsp.get_clients({ name = "sluice", bufnr = 0 })[1]
  if not client then
    return ""
  end
  local status = statuses[client.id] or {}
  if status.paused then
    return "sluice: paused"
  elseif status.trouble then
    return "sluice: trouble"
  elseif (status.withheld or 0) > 0 then
    return ("sluice%s: %d withheld"):format(status.busy and "…" or "", status.withheld)
  end
  return status.busy and "sluice…" or "sluice"
end

--- Asks the server to execute one of its commands, and gives its result to done.
local function execute(command, arguments, done)
  local client = client_of(vim.api.nvim_get_current_buf())
  if not client then
    vim.notify("sluice is not attached to this buffer; :checkhealth sluice says why", vim.log.levels.WARN)
    return
  end
  local params = { command = "sluice.server." .. command, arguments = arguments }
  client:request("workspace/executeCommand", params, function(err, result)
    if err then
      vim.notify("sluice: " .. err.message, vim.log.levels.ERROR)
    elseif done then
      done(result)
    end
  end)
end

--- Opens a page in a split of its own; `q` closes it.
local function page(markdown)
  for _, window in ipairs(vim.api.nvim_tabpage_list_wins(0)) do
    if vim.w[window].sluice then
      vim.api.nvim_win_close(window, true)
    end
  end
  vim.cmd("botright new")
  vim.w.sluice = true
  local buf = vim.api.nvim_get_current_buf()
  vim.bo[buf].buftype, vim.bo[buf].bufhidden, vim.bo[buf].swapfile = "nofile", "wipe", false
  vim.api.nvim_buf_set_lines(buf, 0, -1, true, vim.split(vim.trim(markdown), "\n"))
  vim.bo[buf].modifiable = false
  vim.bo[buf].filetype = "markdown"
  vim.keymap.set("n", "q", "<Cmd>close<CR>", { buffer = buf })
end

local function uri()
  return vim.uri_from_bufnr(0)
end

function M.explain()
  execute("explain", { uri() }, function(account)
    page(account and account.markdown or "Nothing was asked for this document yet.")
  end)
end

--- Handles the code action that explains a rule.
function M.explain_rule(command)
  execute("explainRule", command.arguments, function(rule)
    page(rule.markdown)
  end)
end

function M.doctor()
  execute("doctor", { uri() }, function(report)
    page(report.markdown)
  end)
end

function M.show_status()
  execute("status", {}, function(s)
    local lines = {
      ("sluice %s, %s"):format(s.version, s.paused and "paused" or s.engine),
      ("model: %s, enforced by %s"):format(s.backend == "" and "not asked yet" or s.backend, table.concat(s.enforced_by or { "gate" }, ", ")),
      ("withheld since the start: %d"):format(s.withheld),
    }
    for _, key in ipairs({ "trouble", "reason" }) do
      lines[#lines + 1] = s[key] and (key .. ": " .. s[key]) or nil
    end
    vim.api.nvim_echo({ { table.concat(lines, "\n") } }, true, {})
  end)
end

function M.pause()
  execute("pause", { "" }, function(s)
    vim.api.nvim_echo({ { s.paused and "sluice is paused" or "sluice goes on" } }, false, {})
  end)
end

function M.reload()
  execute("reload", {})
end

--- Accepts the ghost text that is shown; false where none is.
function M.accept()
  return vim.lsp.inline_completion ~= nil and vim.lsp.inline_completion.get()
end

--- Accepts what find finds at the beginning of the ghost text behind the cursor.
local function accept_part(find)
  if not vim.lsp.inline_completion then
    return false
  end
  return vim.lsp.inline_completion.get({
    on_accept = function(item)
      local row, col = unpack(vim.api.nvim_win_get_cursor(0))
      local typed = ""
      if item.range then
        local _, start = item.range:to_extmark()
        typed = vim.api.nvim_get_current_line():sub(start + 1, col)
      end
      local text = item.insert_text
      if type(text) ~= "string" or text:sub(1, #typed) ~= typed then
        return item
      end
      local part = find(text:sub(#typed + 1))
      local lines = vim.split(part, "\n")
      vim.api.nvim_buf_set_text(0, row - 1, col, row - 1, col, lines)
      local last = #lines
      vim.api.nvim_win_set_cursor(0, { row + last - 1, (last == 1 and col or 0) + #lines[last] })
    end,
  })
end

--- Accepts the next word of the ghost text. What the gate let pass may be accepted in part.
function M.accept_word()
  return accept_part(function(text)
    return text:match("^%s*[%w_]+") or text:match("^%s*[^%w_%s]+") or text
  end)
end

--- Accepts the next line of the ghost text.
function M.accept_line()
  return accept_part(function(text)
    return text:match("^\n?[^\n]*")
  end)
end

--- Maps the key that accepts, unless the user has mapped it. Neovim's own mapping of <Tab> is kept as what
--- happens where there is no ghost text.
local function map_accept(key, buf)
  local mapped = vim.fn.maparg(key, "i", false, true)
  local own = not vim.tbl_isempty(mapped) and not tostring(mapped.desc):find("vim.snippet", 1, true)
  if own then
    return
  end
  vim.keymap.set("i", key, function()
    if M.accept() then
      return ""
    elseif vim.snippet.active({ direction = 1 }) then
      return "<Cmd>lua vim.snippet.jump(1)<CR>"
    end
    return key
  end, { expr = true, buffer = buf, desc = "Accept the completion of sluice" })
end

--- Has Neovim ask for ghost text at once where the user was typing before the server was there. It asks by itself only
--- when the cursor moves.
local function catch_up(buf)
  vim.schedule(function()
    if vim.api.nvim_get_current_buf() == buf and vim.startswith(vim.api.nvim_get_mode().mode, "i") then
      vim.api.nvim_exec_autocmds("CursorMovedI", { buffer = buf, modeline = false })
    end
  end)
end

--- Switches completions on in a buffer: ghost text where Neovim has it, else the menu.
function M.attach(client, buf)
  local options = M.options()
  if not options.completion then
    return
  end
  if vim.lsp.inline_completion then
    vim.lsp.inline_completion.enable(true, { client_id = client.id })
    catch_up(buf)
    if options.accept then
      map_accept(options.accept, buf)
    end
  else
    -- Without these, Neovim inserts an only entry by itself, or shows no menu for it.
    if not vim.o.completeopt:find("noselect") and not vim.o.completeopt:find("noinsert") then
      vim.bo[buf].completeopt = "menuone,noselect,popup"
    end
    vim.lsp.completion.enable(true, client.id, buf, { autotrigger = true })
  end
end

return M
