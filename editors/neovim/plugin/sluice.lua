-- Commands, and what happens when sluice is attached to a buffer.
if vim.g.loaded_sluice or vim.fn.has("nvim-0.11") == 0 then
  return
end
vim.g.loaded_sluice = true

local function command(name, call, desc)
  vim.api.nvim_create_user_command(name, function()
    require("sluice")[call]()
  end, { desc = desc })
end

command("SluiceExplain", "explain", "Show what sluice withheld here, and why")
command("SluiceStatus", "show_status", "Show what sluice does, and by what")
command("SluiceDoctor", "doctor", "Show what works, and what to do about what does not")
command("SluicePause", "pause", "Stop or resume completions of sluice")
command("SluiceReload", "reload", "Read settings and rules again")

vim.api.nvim_create_autocmd("LspAttach", {
  group = vim.api.nvim_create_augroup("sluice", {}),
  desc = "Completions of sluice",
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == "sluice" then
      require("sluice").attach(client, event.buf)
    end
  end,
})
