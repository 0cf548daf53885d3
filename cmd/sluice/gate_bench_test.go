package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"testing"
)

// gateEdits writes n edits of small documents, as an agent makes them: the fixtures' size, no two alike.
func gateEdits(n int) []byte {
	var out bytes.Buffer
	for i := range n {
		path, text, insert := "a.py", fmt.Sprintf("import hashlib\nimport os\n\n\ndef load%d(path, limit):\n    total = 0\n    ", i),
			fmt.Sprintf("for line in open(path):\n        total += len(line.strip()) + %d\n    return hashlib.sha256(str(total).encode())\n", i)
		switch i % 3 {
		case 1:
			path, text, insert = "a.go", fmt.Sprintf("package p\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n\nfunc load%d(path string) (int, error) {\n\t", i),
				"data, err := os.ReadFile(path)\n\tif err != nil {\n\t\treturn 0, fmt.Errorf(\"loading: %w\", err)\n\t}\n\treturn len(data), nil\n}\n"
		case 2:
			path, text, insert = "a.js", fmt.Sprintf("const fs = require(\"fs\");\n\nfunction load%d(path) {\n  ", i),
				"const lines = fs.readFileSync(path, \"utf8\").split(\"\\n\");\n  return eval(lines[0]);\n}\n"
		}
		edit, _ := json.Marshal(map[string]any{"id": i, "path": path, "text": text, "start": len(text), "end": len(text), "insert": insert})
		out.Write(append(edit, '\n'))
	}
	return out.Bytes()
}

// BenchmarkGateCommand answers edits of small documents and reports how many a second.
func BenchmarkGateCommand(b *testing.B) {
	g := packGate()
	edits := gateEdits(1000)
	serveGate(g, bytes.NewReader(edits), io.Discard)
	for b.Loop() {
		serveGate(g, bytes.NewReader(edits), io.Discard)
	}
	b.ReportMetric(1000*float64(b.N)/b.Elapsed().Seconds(), "edits/s")
}
