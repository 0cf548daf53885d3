-- What Neovim must know to start sluice. `vim.lsp.enable("sluice")` reads it; `vim.lsp.config("sluice", {…})`
-- changes it.
local sluice = require("sluice")

---@type vim.lsp.Config
return {
  cmd = { "sluice", "serve" },
  filetypes = { "python", "go", "javascript", "javascriptreact", "typescript", "typescriptreact", "java", "c", "cpp" },
  root_markers = { ".sluice.yaml", ".git" },
  -- With it, sluice tells of its status and leaves it to us to show explanations.
  capabilities = { experimental = { sluice = true } },
  handlers = { ["sluice/status"] = sluice.on_status, ["sluice/verdict"] = function() end },
  commands = { ["sluice.server.explainRule"] = sluice.explain_rule },
}
