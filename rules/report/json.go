package report

import (
	"encoding/json"
	"io"
)

// JSON prints the report as one object on one line.
func JSON(w io.Writer, r *Report) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(r)
}
