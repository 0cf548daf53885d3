package main

import "errors"

// The exit statuses of every command.
const (
	exitBlocks = 1 // something blocks, was withheld or failed its test
	exitFailed = 2 // the command could not do what it was asked for
)

// exitError carries the status that a command ends with. An empty message means that the command has
// said all there is to say.
type exitError struct {
	status  int
	message string
}

func (e *exitError) Error() string { return e.message }

// exitStatus returns the status for an error that a command returned.
func exitStatus(err error) int {
	var e *exitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &e):
		return e.status
	}
	return exitFailed
}
