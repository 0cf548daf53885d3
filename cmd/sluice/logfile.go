package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"

	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/completion/verdict"
)

// A logFile is a slog.Handler whose level and file follow the settings, which a session learns only after
// it has begun to log. It is safe for concurrent use.
type logFile struct {
	level  slog.LevelVar
	text   slog.Handler // writes to the logFile
	stderr io.Writer

	mu       sync.Mutex
	path     string
	file     *os.File // nil: standard error
	verdicts verdict.Audit
}

func newLogFile(stderr io.Writer) *logFile {
	l := &logFile{stderr: stderr}
	l.text = slog.NewTextHandler(logWriter{l}, &slog.HandlerOptions{Level: &l.level})
	return l
}

// set follows new settings. A file that cannot be written leaves the log where it was.
func (l *logFile) set(s settings.Log) error {
	var level slog.Level
	if err := level.UnmarshalText([]byte(s.Level)); err != nil {
		return fmt.Errorf("reading log.level: %w", err)
	}
	l.level.Set(level)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.verdicts = verdict.Audit{Path: s.Audit, Code: s.Code}
	if s.File == l.path {
		return nil
	}
	var file *os.File
	if s.File != "" {
		var err error
		if file, err = os.OpenFile(s.File, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600); err != nil {
			return fmt.Errorf("opening log.file: %w", err)
		}
	}
	l.closeFile()
	l.file, l.path = file, s.File
	return nil
}

func (l *logFile) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closeFile()
}

// audit appends verdicts where the settings say so.
func (l *logFile) audit(records []verdict.Record) error {
	l.mu.Lock()
	a := l.verdicts
	l.mu.Unlock()
	if a.Path == "" {
		return nil
	}
	return a.Append(records...)
}

// closeFile must be called with the lock held.
func (l *logFile) closeFile() {
	if l.file != nil {
		l.file.Close()
		l.file = nil
	}
}

// Enabled implements slog.Handler.
func (l *logFile) Enabled(ctx context.Context, level slog.Level) bool {
	return l.text.Enabled(ctx, level)
}

// Handle implements slog.Handler.
func (l *logFile) Handle(ctx context.Context, r slog.Record) error { return l.text.Handle(ctx, r) }

// WithAttrs implements slog.Handler.
func (l *logFile) WithAttrs(attrs []slog.Attr) slog.Handler { return l.text.WithAttrs(attrs) }

// WithGroup implements slog.Handler.
func (l *logFile) WithGroup(name string) slog.Handler { return l.text.WithGroup(name) }

type logWriter struct{ log *logFile }

func (w logWriter) Write(line []byte) (int, error) {
	w.log.mu.Lock()
	defer w.log.mu.Unlock()
	if w.log.file != nil {
		return w.log.file.Write(line)
	}
	return w.log.stderr.Write(line)
}
