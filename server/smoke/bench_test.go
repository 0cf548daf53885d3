package smoke

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/sluice-lsp/sluice/server/lsptest"
)

// BenchmarkStart measures the time from the start of the process to the reply to initialize, and the memory
// that is resident by then.
func BenchmarkStart(b *testing.B) {
	var resident int
	for b.Loop() {
		process := exec.CommandContext(b.Context(), binary, "serve")
		in, err := process.StdinPipe()
		if err != nil {
			b.Fatal(err)
		}
		out, err := process.StdoutPipe()
		if err != nil {
			b.Fatal(err)
		}
		if err := process.Start(); err != nil {
			b.Fatal(err)
		}
		c := lsptest.New(out, in)
		if err := c.Request(1, "initialize", obj{"capabilities": obj{}}); err != nil {
			b.Fatal(err)
		}
		if _, err := c.Reply(context.Background(), "1"); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		resident = max(resident, residentMemory(process.Process.Pid))
		c.Close()
		process.Wait()
		b.StartTimer()
	}
	b.ReportMetric(float64(resident)/1024, "MiB-resident")
}

// BenchmarkCancel measures from $/cancelRequest until the model server has seen its client leave.
func BenchmarkCancel(b *testing.B) {
	archive, err := txtar.ParseFile("../../testdata/sessions/cancel.txtar")
	if err != nil {
		b.Fatal(err)
	}
	for i, f := range archive.Files {
		if f.Name == "model" {
			archive.Files[i].Data = []byte(`text "sha" ; hang`)
		}
	}
	e := start(b, archive)
	e.playAll("initialize\nopen a.py")
	n := 0
	for b.Loop() {
		b.StopTimer()
		id := strconv.Itoa(n)
		e.check(e.inline([]string{id, "a.py", "3:19", ""}))
		r, err := e.model.Await(e.ctx, n)
		e.check(err)
		b.StartTimer()
		e.check(e.Notify("$/cancelRequest", obj{"id": id}))
		<-r.Gone()
		n++
	}
}

// residentMemory returns the resident memory of a process in KiB, 0 where the system does not tell.
func residentMemory(pid int) int {
	f, err := os.Open(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if rest, ok := strings.CutPrefix(lines.Text(), "VmRSS:"); ok {
			kib, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(rest), " kB"))
			return kib
		}
	}
	return 0
}
