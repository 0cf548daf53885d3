package settings

import (
	"fmt"
	"math"
)

// A value is one node of a tree as it was written, in YAML or JSON.
type value struct {
	line int // 1-based, 0 if unknown
	data any // nil, bool, string, int64, float64, []value or []member
}

// A member is one key of a mapping, in the order in which they were written.
type member struct {
	key   string
	line  int
	value value
}

func (v value) isNull() bool { return v.data == nil }

// describe names the kind of a value. It never shows the value: it might be a key.
func (v value) describe() string {
	switch v.data.(type) {
	case nil:
		return "nothing"
	case bool:
		return "true or false"
	case string:
		return "text"
	case int64, float64:
		return "a number"
	case []value:
		return "a list"
	default:
		return "a mapping"
	}
}

func (v value) text() (string, error) {
	s, ok := v.data.(string)
	if !ok {
		return "", fmt.Errorf("must be text, not %s", v.describe())
	}
	return s, nil
}

func (v value) boolean() (bool, error) {
	b, ok := v.data.(bool)
	if !ok {
		return false, fmt.Errorf("must be true or false, not %s", v.describe())
	}
	return b, nil
}

func (v value) integer() (int, error) {
	n, ok := v.data.(int64)
	if !ok || n > math.MaxInt32 || n < math.MinInt32 {
		return 0, fmt.Errorf("must be a whole number, not %s", v.describe())
	}
	return int(n), nil
}

func (v value) texts() ([]string, error) {
	list, ok := v.data.([]value)
	if !ok {
		return nil, fmt.Errorf("must be a list of texts, not %s", v.describe())
	}
	texts := make([]string, len(list))
	for i, item := range list {
		text, err := item.text()
		if err != nil {
			return nil, fmt.Errorf("entry %d %w", i+1, err)
		}
		texts[i] = text
	}
	return texts, nil
}
