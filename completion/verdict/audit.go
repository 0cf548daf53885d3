package verdict

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// An Audit appends records to a file of JSON lines. Each line holds the SHA-256 digest of the line before it,
// so that none can be changed or taken out without breaking the chain; only the last ones can be cut off. It
// holds no file open: the file is locked for each append, and several sessions may share it.
type Audit struct {
	Path string
	Code bool // also the candidates' text, and what rules say of it, which may quote it
}

// auditLine is one line of an audit. Its JSON form is an interface: SECURITY.md documents it.
type auditLine struct {
	Time       time.Time `json:"time"`
	URI        string    `json:"uri"`
	Version    int32     `json:"version"`
	Backend    string    `json:"backend,omitempty"`
	Verdict    Kind      `json:"verdict"`
	Rules      []string  `json:"rules,omitempty"`
	Strategy   string    `json:"strategy,omitempty"`
	Attempts   int       `json:"attempts,omitempty"`
	EnforcedBy []string  `json:"enforced_by,omitempty"`
	Micros     int64     `json:"micros"`
	Bytes      int       `json:"bytes"`  // of the candidate
	SHA256     string    `json:"sha256"` // of the candidate
	Insert     string    `json:"insert,omitempty"`
	Reason     string    `json:"reason,omitempty"`
	Findings   []Finding `json:"findings,omitempty"`
	Previous   string    `json:"previous"` // digest of the line before, without its newline; "" in the first
}

func (a Audit) line(r Record, previous string) auditLine {
	v := r.Verdict
	line := auditLine{
		Time: r.Time.UTC(), URI: r.URI, Version: r.Version, Backend: r.Backend, Verdict: v.Kind, Rules: v.Rules,
		Strategy: v.Strategy, Attempts: v.Attempts, EnforcedBy: v.EnforcedBy, Micros: v.Micros,
		Bytes: len(r.Insert), SHA256: digest([]byte(r.Insert)), Previous: previous,
	}
	if a.Code {
		line.Insert, line.Reason, line.Findings = r.Insert, v.Reason, v.Findings
	}
	return line
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Append adds records at the end of the chain.
func (a Audit) Append(records ...Record) error {
	if len(records) == 0 {
		return nil
	}
	file, err := lockedfile.OpenFile(a.Path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("opening log.audit: %w", err)
	}
	last, err := lastLine(file)
	if err == nil {
		err = a.write(file, last, records)
	}
	return errors.Join(err, file.Close())
}

// write appends with a single write, so that a full disk leaves no half of a record behind another.
func (a Audit) write(w io.Writer, last []byte, records []Record) error {
	var out bytes.Buffer
	previous := ""
	if last != nil {
		previous = digest(last)
	}
	for _, r := range records {
		data, err := json.Marshal(a.line(r, previous))
		if err != nil {
			return fmt.Errorf("writing log.audit: %w", err)
		}
		previous = digest(data)
		out.Write(append(data, '\n'))
	}
	if _, err := w.Write(out.Bytes()); err != nil {
		return fmt.Errorf("writing log.audit: %w", err)
	}
	return nil
}

// maxAuditLine bounds a line, in bytes: a candidate and what is found in it.
const maxAuditLine = 1 << 20

// errNoAudit says that a file is not one that Append has written.
var errNoAudit = errors.New("log.audit: the file does not end with a line of an audit: move it away, or name another")

// lastLine returns the last line of a file without its newline, nil if it is empty, and leaves the file at
// its end.
func lastLine(file io.ReadSeeker) ([]byte, error) {
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil || size == 0 {
		return nil, err
	}
	for length := int64(4 << 10); ; length = 2 * maxAuditLine {
		length = min(length, size)
		if _, err := file.Seek(size-length, io.SeekStart); err != nil {
			return nil, err
		}
		tail, err := io.ReadAll(io.LimitReader(file, length))
		if err != nil {
			return nil, err
		}
		whole, ended := bytes.CutSuffix(tail, []byte("\n"))
		start := bytes.LastIndexByte(whole, '\n') + 1
		switch {
		case ended && (start > 0 || length == size) && json.Valid(whole[start:]):
			return whole[start:], nil
		case !ended || length == size || length > maxAuditLine:
			return nil, errNoAudit
		}
	}
}

// VerifyAudit reads an audit and returns how many records it has. It fails at the first line that does not
// follow from the one before.
func VerifyAudit(r io.Reader) (records int, err error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxAuditLine+1)
	previous := ""
	for lines.Scan() {
		var line auditLine
		decoder := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&line); err != nil || line.Verdict == "" {
			return records, fmt.Errorf("line %d is no record of an audit", records+1)
		}
		if line.Previous != previous {
			return records, fmt.Errorf("the chain is broken before line %d: a line there was changed, added or taken out", records+1)
		}
		previous = digest(lines.Bytes())
		records++
	}
	if err := lines.Err(); err != nil {
		return records, fmt.Errorf("reading line %d: %w", records+1, err)
	}
	return records, nil
}
