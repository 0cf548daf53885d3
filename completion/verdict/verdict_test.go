package verdict

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func record(i int) Record {
	return Record{Time: time.Unix(int64(i), 0), URI: fmt.Sprint("file:///", i%2), Version: int32(i), Insert: fmt.Sprintf("secret_%d()", i),
		Verdict: Verdict{Kind: Withheld, Rules: []string{"a.rule"}, Reason: "a.rule: secret_ is bad", Findings: []Finding{{Rule: "a.rule", Fix: "secret_"}}}}
}

func TestRing(t *testing.T) {
	var r Ring
	for i := range 3 * Kept {
		r.Add(record(i))
	}
	all, odd := r.Of(""), r.Of("file:///1")
	if len(all) != Kept || all[0].Version != 3*Kept-1 || len(odd) != Kept/2 || odd[0].Version != 3*Kept-1 {
		t.Errorf("%d records from %d on, %d of the odd ones", len(all), all[0].Version, len(odd))
	}
	if r.Forget("file:///1"); len(r.Of("file:///1")) != 0 || len(r.Of("")) != Kept/2 {
		t.Error("records were not forgotten")
	}
}

// TestAuditIsOneChain: several sessions append to one file, and the chain holds.
func TestAuditIsOneChain(t *testing.T) {
	a := Audit{Path: filepath.Join(t.TempDir(), "audit.jsonl")}
	var sessions sync.WaitGroup
	for s := range 4 {
		sessions.Go(func() {
			for i := range 10 {
				if err := a.Append(record(10*s+i), record(100+i)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	sessions.Wait()
	data, err := os.ReadFile(a.Path)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := VerifyAudit(bytes.NewReader(data)); n != 80 || err != nil {
		t.Errorf("%d records, %v", n, err)
	}
	if bytes.Contains(data, []byte("secret_")) {
		t.Errorf("code was not asked for: %s", data[:300])
	}
	if info, _ := os.Stat(a.Path); info.Mode().Perm() != 0o600 {
		t.Errorf("the mode is %v", info.Mode())
	}
	a.Code = true
	long := record(7)
	long.Verdict.Reason = strings.Repeat("long ", 10_000)
	if err := a.Append(long); err != nil {
		t.Fatal(err)
	}
	if err := a.Append(record(8)); err != nil {
		t.Fatal(err)
	}
	if data, _ = os.ReadFile(a.Path); !bytes.Contains(data, []byte(`"insert":"secret_7()"`)) {
		t.Error("code was asked for")
	}
	if n, err := VerifyAudit(bytes.NewReader(data)); n != 82 || err != nil {
		t.Errorf("%d records, %v", n, err)
	}
}

// TestTampering: each way to change what was written shows.
func TestTampering(t *testing.T) {
	a := Audit{Path: filepath.Join(t.TempDir(), "audit.jsonl")}
	if err := a.Append(record(0), record(1), record(2)); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(a.Path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(data), "\n")
	for name, text := range map[string]string{
		"changed":      strings.Replace(string(data), "withheld", "passed", 1),
		"taken out":    lines[0] + lines[2],
		"the first":    lines[1] + lines[2],
		"exchanged":    lines[1] + lines[0] + lines[2],
		"twice":        lines[0] + lines[0] + lines[1],
		"not JSON":     lines[0] + "x\n",
		"an empty one": lines[0] + "\n" + lines[1],
	} {
		if _, err := VerifyAudit(strings.NewReader(text)); err == nil {
			t.Errorf("%s: the chain holds", name)
		}
	}
}

func TestAuditOfAnotherFile(t *testing.T) {
	for _, text := range []string{"notes", "notes\n", "{}"} {
		path := filepath.Join(t.TempDir(), "notes")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := (Audit{Path: path}).Append(record(0)); err == nil {
			t.Errorf("%q was written to", text)
		}
	}
}

func FuzzVerifyAudit(f *testing.F) {
	var out bytes.Buffer
	if err := (Audit{Code: true}).write(&out, nil, []Record{record(0), record(1)}); err != nil {
		f.Fatal(err)
	}
	f.Add(out.Bytes())
	f.Add([]byte("{}\n{\"previous\":\"\"}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		n, err := VerifyAudit(bytes.NewReader(data))
		if lines := bytes.Count(data, []byte("\n")) + 1; n > lines || err == nil && n == 0 && len(bytes.TrimRight(data, "\r\n")) > 0 {
			t.Errorf("%d records in %d lines, %v", n, lines, err)
		}
	})
}

func BenchmarkAudit(b *testing.B) {
	a := Audit{Path: filepath.Join(b.TempDir(), "audit.jsonl")}
	for b.Loop() {
		if err := a.Append(record(1)); err != nil {
			b.Fatal(err)
		}
	}
}
