package main

import (
	"context"
	"log/slog"
	"os"

	"github.com/spf13/cobra"

	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/server"
)

func serveCommand() *cobra.Command {
	var chosen ruleFlags
	serve := &cobra.Command{
		Use:   "serve",
		Short: "Language server on standard input and output",
		Long: `Language server on standard input and output, for editors to start.

Exit status: 0 after shutdown and exit, 1 if the editor left without.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			// Standard output is the editor's. Whatever else is printed would break the session.
			out := cmd.OutOrStdout()
			os.Stdout = os.Stderr
			log := newLogFile(cmd.ErrOrStderr())
			defer log.close()
			opts := serveOptions(cmd, &chosen)
			opts.Log, opts.SetLog = slog.New(log), log.set
			if status := server.Run(cmd.Context(), cmd.InOrStdin(), out, opts); status != 0 {
				return &exitError{status: status}
			}
			return nil
		},
	}
	chosen.add(serve)
	serve.Flags().Bool("stdio", true, "speak on standard input and output; there is no other way, but many editors say so")
	return serve
}

func serveOptions(cmd *cobra.Command, chosen *ruleFlags) server.Options {
	flags, problems := settingsFlags(cmd)
	return server.Options{
		Version: version(),
		User: func() (settings.Layer, []settings.Problem) {
			user, found := settings.User()
			return user, append(found, problems...)
		},
		Flags: flags,
		Open: func(ctx context.Context, s settings.Settings, report func(string, int)) (server.Engine, error) {
			return openSession(ctx, chosen, s, report)
		},
	}
}

// openSession makes what a session works with under some settings.
func openSession(_ context.Context, chosen *ruleFlags, s settings.Settings, report func(string, int)) (server.Engine, error) {
	report("loading rules", 0)
	set, err := chosen.load(s.Rules)
	if err != nil {
		return server.Engine{}, err
	}
	return server.Engine{Checker: set}, nil
}
