package settings

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
)

// ParseJSON reads a layer from what an editor sent: the tree itself, or the tree under a key "sluice".
// Nothing and null are an empty layer.
func ParseJSON(source Source, data []byte) (Layer, []Problem) {
	r := reading{layer: Layer{Source: source}}
	if tree, err := jsonTree(data); err != nil {
		r.problem("", 0, "%s", err)
	} else {
		r.walk("", bare(tree))
	}
	return r.layer, r.problems
}

// bare takes the tree out of {"sluice": tree}. Editors send other servers' settings beside it.
func bare(tree value) value {
	members, _ := tree.data.([]member)
	for _, m := range members {
		if m.key == "sluice" {
			return m.value
		}
	}
	return tree
}

func jsonTree(data []byte) (value, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return value{}, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		return value{}, errors.New("this is not JSON")
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return value{}, errors.New("holds more than one JSON value")
	}
	return fromJSON(tree), nil
}

func fromJSON(data any) value {
	switch data := data.(type) {
	case map[string]any:
		members := make([]member, 0, len(data))
		for _, key := range slices.Sorted(maps.Keys(data)) {
			members = append(members, member{key: key, value: fromJSON(data[key])})
		}
		return value{data: members}
	case []any:
		list := make([]value, 0, len(data))
		for _, item := range data {
			list = append(list, fromJSON(item))
		}
		return value{data: list}
	case json.Number:
		return value{data: number(data)}
	}
	return value{data: data}
}

func number(n json.Number) any {
	if whole, err := n.Int64(); err == nil {
		return whole
	}
	f, _ := n.Float64()
	if f == float64(int64(f)) {
		return int64(f)
	}
	return f
}
