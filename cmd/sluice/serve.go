package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"

	"github.com/spf13/cobra"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/completion/local"
	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/rules"
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
			opts := serveOptions(cmd, &chosen, slog.New(log))
			opts.SetLog, opts.Audit = log.set, log.audit
			pages := &pages{}
			defer pages.close()
			opts.WritePage = pages.write
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

func serveOptions(cmd *cobra.Command, chosen *ruleFlags, log *slog.Logger) server.Options {
	flags, problems := settingsFlags(cmd)
	userFile, _ := settings.UserPath() // without one there is nothing to watch
	return server.Options{
		Version: version(),
		User: func() (settings.Layer, []settings.Problem) {
			user, found := settings.User()
			return user, append(found, problems...)
		},
		UserFile: userFile,
		Flags:    flags,
		Log:      log,
		Doctor: func(ctx context.Context, s settings.Settings) []server.Checkup {
			return examineSettings(ctx, chosen, s)
		},
		Open: func(ctx context.Context, s settings.Settings, show func(string) server.Progress) (server.Engine, error) {
			return openSession(ctx, chosen, s, log, show)
		},
	}
}

// openSession makes what a session works with under some settings.
func openSession(ctx context.Context, chosen *ruleFlags, s settings.Settings, log *slog.Logger, show func(string) server.Progress) (server.Engine, error) {
	engine, info, err := newEngine(ctx, chosen, s, log)
	if err != nil {
		return server.Engine{}, err
	}
	log.Info("ready", "model", engine.Model.Name(), "server", info.URL, "trouble", info.Trouble)
	set := engine.Gate.Rules
	blocks, err := threshold(s.Rules.Block)
	if err != nil {
		return server.Engine{}, err
	}
	return server.Engine{
		Completer: &taught{engine, newTeacher(engine, log), ctx, show},
		Checker:   set,
		Page: func(id string) (rules.Page, bool) {
			if r := set.Rule(id); r != nil {
				return r.Page(blocks), true
			}
			return rules.Page{}, false
		},
		Trouble: info.Trouble,
	}, nil
}

// A taught completer sends the embedded model to read a workspace when the first request comes from
// there. The request does not wait: it is answered with what is known.
type taught struct {
	engine  *completion.Engine
	teacher *teacher
	session context.Context
	show    func(title string) server.Progress
}

func (t *taught) Complete(ctx context.Context, r completion.Request) completion.Response {
	go t.learn(r.Document.Root)
	return t.engine.Complete(ctx, r)
}

func (t *taught) learn(root string) {
	var shown server.Progress // only once there is something to read
	t.teacher.learn(t.session, root, func(p local.Progress) {
		if shown == nil {
			shown = t.show("sluice: reading the workspace")
		}
		shown.Report(fmt.Sprintf("%d files", p.Files), 0)
	})
	if shown != nil {
		shown.End()
	}
}
