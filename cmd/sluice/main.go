package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"

	"github.com/spf13/cobra"
)

func main() { os.Exit(run()) }

// run is main with a status for a result, so that deferred calls run before the process ends.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := rootCommand().ExecuteContext(ctx)
	if err != nil && err.Error() != "" {
		fmt.Fprintln(os.Stderr, "sluice:", err)
	}
	return exitStatus(err)
}

// rootCommand lists the subcommands, one a line; each has its own file.
func rootCommand() *cobra.Command {
	root := &cobra.Command{Use: "sluice", SilenceUsage: true, SilenceErrors: true}
	addSettingsFlag(root)
	root.AddCommand(
		checkCommand(),
		completeCommand(),
		configCommand(),
		constrainCommand(),
		doctorCommand(),
		gateCommand(),
		modelCommand(),
		rulesCommand(),
		serveCommand(),
		versionCommand(),
	)
	return root
}
