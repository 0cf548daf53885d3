package workspace

import (
	"math"
	"regexp"
	"slices"
	"strings"
)

// Masked stands where a secret was.
const Masked = "MASKED_SECRET"

// A secretFormat is a kind of secret that can be told by its looks. Text is searched for the hints first,
// which is much faster than the expression.
type secretFormat struct {
	hints []string
	match *regexp.Regexp // its last group is the secret, the whole match if it has none
	lines bool           // a match may span lines
}

func format(expression string, hints ...string) secretFormat {
	return secretFormat{hints: hints, match: regexp.MustCompile(expression)}
}

var secretFormats = []secretFormat{
	format(`\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b`, "AKIA", "ASIA", "ABIA", "ACCA"),
	format(`\bgh[pousr]_[A-Za-z0-9]{30,255}`, "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
	format(`\bgithub_pat_[A-Za-z0-9_]{22,255}`, "github_pat_"),
	format(`\bgl(?:pat|ptt|dt|rt|soat|cbt)-[A-Za-z0-9_-]{20,255}`, "glpat-", "glptt-", "gldt-", "glrt-", "glsoat-", "glcbt-"),
	format(`\bxox[abeprs]-[A-Za-z0-9-]{10,255}`, "xox"),
	format(`\bhooks\.slack\.com/services/([A-Za-z0-9/]{20,255})`, "hooks.slack.com"),
	format(`\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,255}`, "k_live_", "k_test_"),
	format(`\bsk-[A-Za-z0-9_-]{20,255}`, "sk-"),
	format(`\bAIza[0-9A-Za-z_-]{35}`, "AIza"),
	format(`\bya29\.[0-9A-Za-z_-]{20,255}`, "ya29."),
	format(`\bnpm_[A-Za-z0-9]{36}`, "npm_"),
	format(`\bpypi-[A-Za-z0-9_-]{50,255}`, "pypi-"),
	format(`\bhf_[A-Za-z0-9]{30,255}`, "hf_"),
	format(`\bSG\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,64}`, "SG."),
	format(`\bdop_v1_[0-9a-f]{64}`, "dop_v1_"),
	format(`\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}`, "shpat_", "shpca_", "shppa_", "shpss_"),
	format(`\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}`, ":AA"),
	format(`\bAccountKey=([A-Za-z0-9+/=]{40,255})`, "AccountKey="),
	format(`\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}`, "eyJ"),
	format(`[a-z][a-z0-9+.-]{1,20}://[^\s:/@"'<>{}$]{1,100}:([^\s/@"'<>{}$]{3,200})@`, "://"),
	// The body of a private key, to its end or to the end of what there is.
	{[]string{"PRIVATE KEY"}, regexp.MustCompile(`-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----((?:[^-]|-[^-])+)`), true},
	// Its end, in a text that begins in the middle of one.
	{[]string{"PRIVATE KEY"}, regexp.MustCompile(`((?:[A-Za-z0-9+/=]{4,76}\r?\n)+)-----END [A-Z0-9 ]{0,40}PRIVATE KEY`), true},
}

// placeholder matches values that stand for a secret and are none.
var placeholder = regexp.MustCompile(`(?i)^(?:[$<{%[].*|.*(?:example|change_?-?me|placeholder|your[_-]|dummy|redacted|x{4,}|\*{3,}|\.{3}|masked_secret).*)$`)

// A span is the bytes from start to end.
type span struct{ start, end int }

// Mask replaces every secret in a text that can be told as one: keys of known formats, private keys,
// passwords in URLs, and unlikely literals given to things named like secrets. What it cannot tell it
// leaves. Lengths change. It must see a text as a whole: half a secret looks like none.
func Mask(text string) string {
	before, _ := MaskAround(text, "")
	return before
}

// MaskAround masks the text before and after a cursor. A secret on both sides is masked on both.
func MaskAround(before, after string) (string, string) {
	spans := secrets(before + after)
	var out strings.Builder
	cut, cursor := -1, len(before)
	text, at := before+after, 0
	for _, s := range spans {
		if cut < 0 && s.start >= cursor {
			out.WriteString(text[at:cursor])
			cut, at = out.Len(), cursor
		}
		out.WriteString(text[at:s.start])
		out.WriteString(Masked)
		if at = s.end; cut < 0 && s.end > cursor {
			cut = out.Len()
			out.WriteString(Masked)
		}
	}
	if cut < 0 {
		out.WriteString(text[at:cursor])
		cut, at = out.Len(), cursor
	}
	out.WriteString(text[at:])
	return out.String()[:cut], out.String()[cut:]
}

// secrets returns the spans of all secrets, in order, merged where they touch.
func secrets(text string) []span {
	var found []span
	for _, f := range secretFormats {
		for _, hint := range f.hints {
			found = append(found, f.find(text, hint)...)
		}
	}
	found = append(found, literals(text)...)
	slices.SortFunc(found, func(a, b span) int { return a.start - b.start })
	merged := found[:0]
	for _, s := range found {
		if last := len(merged) - 1; last >= 0 && s.start <= merged[last].end {
			merged[last].end = max(merged[last].end, s.end)
			continue
		}
		merged = append(merged, s)
	}
	return merged
}

// find looks for the format in the lines that hold a hint.
func (f secretFormat) find(text, hint string) (found []span) {
	for at := 0; ; {
		i := strings.Index(text[at:], hint)
		if i < 0 {
			return found
		}
		start, end := lineAround(text, at+i)
		if f.lines {
			start, end = at, len(text)
		}
		for _, m := range f.match.FindAllStringSubmatchIndex(text[start:end], -1) {
			s := span{start + m[len(m)-2], start + m[len(m)-1]}
			if !strings.Contains(text[s.start:s.end], Masked) {
				found = append(found, s)
			}
		}
		at = end
	}
}

// lineAround returns where the line of an offset begins and where the next one does.
func lineAround(text string, at int) (start, end int) {
	start = strings.LastIndexByte(text[:at], '\n') + 1
	if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
		return start, at + i + 1
	}
	return start, len(text)
}

// secretWords are what names of secrets hold, in lower case and without "_" and "-".
var secretWords = []string{"secret", "token", "passw", "passphrase", "pwd", "apikey", "accesskey", "privatekey", "credential", "authorization"}

// literals finds string literals that are given, on the line on which they stand, to something named
// like a secret.
func literals(text string) (found []span) {
	for at := 0; at < len(text); {
		i := strings.IndexAny(text[at:], "\"'`")
		if i < 0 {
			break
		}
		open := at + i
		length := strings.IndexAny(text[open+1:min(open+1+maxLiteral, len(text))], text[open:open+1]+"\n")
		at = open + 1
		if length < 0 || text[at+length] == '\n' {
			continue
		}
		if value := text[at : at+length]; len(value) >= 8 && unlikely(value) && namedSecret(text, open) {
			found = append(found, span{at, at + length})
			at += length + 1
		}
	}
	return found
}

const (
	maxLiteral = 512 // bytes of a literal that is looked at
	maxName    = 60  // bytes before a literal in which a name counts
)

// namedSecret reports whether a literal that opens at an offset is given to something named like a
// secret: a name, perhaps a type, and a sign that gives.
func namedSecret(text string, open int) bool {
	start, _ := lineAround(text, open)
	before := strings.TrimRight(strings.TrimRight(text[max(start, open-maxName):open], "bBrRuUfF"), " \t")
	if before == "" || !strings.Contains(":=,(>[", before[len(before)-1:]) {
		return false
	}
	name := strings.NewReplacer("_", "", "-", "").Replace(strings.ToLower(before))
	return slices.ContainsFunc(secretWords, func(word string) bool { return strings.Contains(name, word) })
}

// unlikely reports whether a value looks drawn rather than written. Words and paths have under three bits
// of entropy a character at these lengths, or no digits.
func unlikely(value string) bool {
	if strings.ContainsAny(value, " \t") || strings.Contains(value, "://") || placeholder.MatchString(value) {
		return false
	}
	bits := entropy(value)
	return strings.ContainsAny(value, "0123456789") && bits >= 2.75 || len(value) >= 20 && bits >= 4
}

// entropy returns the Shannon entropy of a text's bytes, in bits for each.
func entropy(text string) float64 {
	var counts [256]float64
	for i := range len(text) {
		counts[text[i]]++
	}
	bits := 0.0
	for _, n := range counts {
		if n > 0 {
			p := n / float64(len(text))
			bits -= p * math.Log2(p)
		}
	}
	return bits
}
