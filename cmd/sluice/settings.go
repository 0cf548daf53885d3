package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/completion/workspace"
)

// addSettingsFlag gives a command and those below it --set.
func addSettingsFlag(cmd *cobra.Command) {
	cmd.PersistentFlags().StringArray("set", nil, "`KEY=VALUE` of a setting, for instance backend.url=embedded; repeatable")
}

// resolveSettings merges the settings that hold for a path: the user's configuration, --set, and the
// nearest .sluice.yaml of the path's workspace. An empty path has no workspace.
func resolveSettings(cmd *cobra.Command, path string) (settings.Resolved, []settings.Problem) {
	user, problems := settings.User()
	flags, more := settingsFlags(cmd)
	layers, problems := []settings.Layer{user, flags}, append(problems, more...)
	if path != "" {
		if full, err := filepath.Abs(path); err == nil {
			nearest, more := settings.Nearest(workspace.RootOf(full), documentAt(full))
			layers, problems = append(layers, nearest), append(problems, more...)
		}
	}
	resolved, more := settings.Resolve(layers...)
	return resolved, slices.Concat(problems, more)
}

// settingsFlags reads --set.
func settingsFlags(cmd *cobra.Command) (settings.Layer, []settings.Problem) {
	pairs, err := cmd.Flags().GetStringArray("set")
	if cwd, errCwd := os.Getwd(); err == nil && errCwd == nil {
		return settings.Flags(cwd, pairs...)
	}
	return settings.Layer{}, nil
}

// documentAt returns a path that lies in the folder, if the path is one.
func documentAt(path string) string {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return filepath.Join(path, settings.FileName)
	}
	return path
}

// reportProblems writes what was ignored to the command's standard error.
func reportProblems(cmd *cobra.Command, problems []settings.Problem) {
	for _, p := range problems {
		fmt.Fprintln(cmd.ErrOrStderr(), "sluice:", p)
	}
}
