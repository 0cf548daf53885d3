package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/sluice-lsp/sluice/completion/local"
	"github.com/sluice-lsp/sluice/completion/local/serve"
)

func modelCommand() *cobra.Command {
	model := &cobra.Command{Use: "model", Short: "The embedded model"}
	model.AddCommand(modelServeCommand())
	return model
}

func modelServeCommand() *cobra.Command {
	var addr string
	var anyHost bool
	var learn []string
	command := &cobra.Command{
		Use:   "serve",
		Short: "The embedded model over HTTP, for clients of OpenAI's API or of llama.cpp's server",
		Long: `The embedded model over HTTP, for clients of OpenAI's API or of llama.cpp's server:
/v1/completions, /v1/models, /infill, /tokenize, /detokenize, /health and /props.

Its models are sluice, which guesses the language, and sluice-LANGUAGE. It has no keys, so it listens on
loopback addresses only, unless --any-host says otherwise. It runs until it is interrupted.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			listener, err := listen(cmd.Context(), addr, anyHost)
			if err != nil {
				return err
			}
			model := local.New()
			log := slog.New(slog.NewTextHandler(cmd.ErrOrStderr(), nil))
			go learnFolders(cmd.Context(), &teacher{model: model, log: log, seen: map[string]bool{}}, learn)
			return serveModel(cmd.Context(), listener, model, anyHost, cmd.OutOrStdout())
		},
	}
	command.Flags().StringVar(&addr, "addr", "127.0.0.1:8012", "`HOST:PORT` to listen on; port 0 takes a free one")
	command.Flags().BoolVar(&anyHost, "any-host", false, "allow addresses that other machines can reach; there is no password")
	command.Flags().StringArrayVar(&learn, "learn", nil, "`FOLDER` whose source the model reads; repeatable")
	return command
}

// listen opens the address, which has to be a loopback one unless any is allowed.
func listen(ctx context.Context, addr string, anyHost bool) (net.Listener, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("reading --addr: %w; write HOST:PORT", err)
	}
	if ip := net.ParseIP(host); !anyHost && host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("%s is not a loopback address: other machines could use the model without a password; use 127.0.0.1, or --any-host to allow it", addr)
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listening on %s: %w; choose another port with --addr", addr, err)
	}
	return listener, nil
}

func learnFolders(ctx context.Context, t *teacher, folders []string) {
	for _, folder := range folders {
		if root, err := filepath.Abs(folder); err == nil {
			t.learn(ctx, root, nil)
		}
	}
}

// serveModel answers until the context ends.
func serveModel(ctx context.Context, listener net.Listener, model *local.Model, anyHost bool, out io.Writer) error {
	handler := (&serve.Server{Model: model, Now: time.Now, AnyHost: anyHost}).Handler()
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	fmt.Fprintf(out, "listening on http://%s/v1\n", listener.Addr())
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serving the model: %w", err)
	}
	return nil
}
