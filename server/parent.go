package server

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
	"syscall"
	"time"
)

// parentEvery is how often the editor's process is looked for. An editor that dies usually closes our input,
// which is noticed at once; one whose children hold its pipes open does not.
const parentEvery = 5 * time.Second

// watchParent ends the session once the process that started it is gone. A process that cannot be seen from
// the beginning lives elsewhere, in another container say, and is not watched.
func (s *session) watchParent(pid int64) {
	alive := s.opts.alive
	if alive == nil {
		alive = processLives
	}
	if pid <= 0 || !alive(int(pid)) {
		return
	}
	var look func()
	look = func() {
		switch {
		case s.ctx.Err() != nil:
		case alive(int(pid)):
			s.opts.clock.AfterFunc(parentEvery, look)
		default:
			s.log.Warn("the editor's process is gone", "pid", pid)
			s.end(errEnded)
		}
	}
	s.opts.clock.AfterFunc(parentEvery, look)
}

func processLives(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	defer p.Release()
	if runtime.GOOS == "windows" {
		return true // finding it was the proof
	}
	err = p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, fs.ErrPermission)
}
