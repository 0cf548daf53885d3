package backend

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/completion/decode"
)

// run cuts a text that comes in pieces of n bytes.
func (c cutter) run(text string, n int) (out string, stopped bool) {
	var all strings.Builder
	total := len(text)
	for text != "" {
		piece := text[:min(n, len(text))]
		text = text[len(piece):]
		out, stopped, full := c.push(piece)
		all.WriteString(out)
		if stopped || full {
			return all.String(), stopped
		}
	}
	end := c.finish()
	all.WriteString(end)
	return all.String(), len(all.String()) < total
}

// FuzzCutter: however a reply is broken into pieces, the same of it passes, and no stop or control token.
func FuzzCutter(f *testing.F) {
	f.Add("return x\n\n\ndef", "\n\n", "\ndef", 1)
	f.Add("a<|fim_middle|>b", "<|", "|>b", 3)
	f.Add("aab aab", "aab a", "ab", 2)
	f.Add("x<｜end▁of▁sentence｜>", "y", "", 1)
	f.Fuzz(func(t *testing.T, text, stop1, stop2 string, n int) {
		var stops []string
		for _, s := range []string{stop1, stop2} {
			if s != "" {
				stops = append(stops, s)
			}
		}
		fresh := cutter{stops: stops, limit: 1 << 20}
		whole, stoppedWhole := fresh.run(text, len(text)+1)
		pieces, stopped := fresh.run(text, max(n%7, 1))
		if whole != pieces || stopped != stoppedWhole {
			t.Errorf("whole %q (%v), in pieces %q (%v)", whole, stoppedWhole, pieces, stopped)
		}
		for _, s := range stops {
			if strings.Contains(whole, s) {
				t.Errorf("%q holds the stop %q", whole, s)
			}
		}
		if unmistakable.MatchString(whole) || !strings.HasPrefix(text, whole) {
			t.Errorf("%q of %q", whole, text)
		}
		if !stopped && whole != text {
			t.Errorf("%q was lost", text[len(whole):])
		}
	})
}

// FuzzEvents: no body makes reading panic, run away, or end well without a reason.
func FuzzEvents(f *testing.F) {
	f.Add([]byte(chunkJSON("ab") + finishJSON + "data: [DONE]\n\n"))
	f.Add([]byte(`{"choices":[{"text":"a","finish_reason":"stop"}]}`))
	f.Add([]byte("error: {\"message\":1}\n: x\ndata: {\"error\":{}}\n"))
	f.Add([]byte(`data: {"content":"x","stop":true,"stop_type":"limit"}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		regular, err := io.ReadAll(newEvents(io.NopCloser(strings.NewReader(string(body)))))
		if len(regular) > 2*len(body)+16 {
			t.Errorf("%d bytes became %d", len(body), len(regular))
		}
		for line := range strings.Lines(string(regular)) {
			payload, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "data: ")
			if !ok || !strings.HasSuffix(line, "\n") {
				t.Fatalf("line %q", line)
			}
			if payload != "[DONE]" {
				readChunk([]byte(payload))
			}
		}
		if isCut(err) && errors.Is(err, errNotStream) {
			t.Errorf("%v is both", err)
		}
	})
}

// TestChatReplies is what comes out of the ways in which chat models wrap code.
func TestChatReplies(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, line, reply, want string }{
		{"bare", "", "x + 1", "x + 1"},
		{"lines", "", "x = 1\ny = 2\n", "x = 1\ny = 2\n"},
		{"fence", "", "```python\nx = 1\ny = 2\n```", "x = 1\ny = 2\n"},
		{"prose and fence", "", "Here is the code:\n\n```\nx = 1\n```\nIt sets x.", "x = 1\n"},
		{"fence and prose", "", "x = 1\n```\nThis sets x.", "x = 1\n"},
		{"prose alone", "", "Sure, here you go.", ""},
		{"thoughts", "", "<think>\nhm\n```\nno\n```\n</think>\n\nx = 1", "x = 1"},
		{"endless thoughts", "", "<think>hm", ""},
		{"repeats the line", "    return ", "return x + 1", "x + 1"},
		{"repeats the line, indented, fenced", "    return ", "```\n    return x\n```", "x\n"},
		{"begins alike", "re", "return", "turn"},
		{"less than", "", "<a>", "<a>"},
	}
	for _, test := range tests {
		for n := 1; n <= len(test.reply); n++ {
			u := unwrapper{line: test.line}
			var got strings.Builder
			for i := 0; i < len(test.reply); i += n {
				got.WriteString(u.push(test.reply[i:min(i+n, len(test.reply))]))
			}
			got.WriteString(u.finish())
			if got.String() != test.want {
				t.Errorf("%s in pieces of %d: %q, want %q", test.name, n, got.String(), test.want)
			}
		}
	}
}

func TestFinishReasonsAreSettled(t *testing.T) {
	t.Parallel()
	for reason, finish := range finishes {
		if finish != decode.FinishStop && finish != decode.FinishLength {
			t.Errorf("%s means %q", reason, finish)
		}
	}
}

// aStream is a stream of the client library without a network.
type aStream struct{ lines *bufio.Reader }

func (s aStream) Close() error { return nil }

func (s aStream) RecvRaw() ([]byte, error) {
	line, err := s.lines.ReadBytes('\n')
	return bytes.TrimPrefix(line, []byte("data: ")), err
}

// BenchmarkReply measures what passing on a reply costs here, from the bytes of the body to emit.
func BenchmarkReply(b *testing.B) {
	const pieces = 100
	body := strings.Repeat(chunkJSON("return x"), pieces) + finishJSON
	a := ask{stops: []string{"\n\n", "```", "<EOT>"}, tokens: 1 << 20}
	b.ReportAllocs()
	for b.Loop() {
		p := newPump(a, func(string) error { return nil })
		if _, err := p.run(aStream{bufio.NewReader(newEvents(io.NopCloser(strings.NewReader(body))))}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/pieces, "µs/piece")
}
