package backend

import (
	"encoding/json"
	"strings"
)

// A modelEntry is what a server says of one of its models.
type modelEntry struct {
	ID     string `json:"id"`
	Owner  string `json:"owned_by"`
	Length int    `json:"max_model_len"` // vLLM, SGLang
	Meta   struct {
		Context int `json:"n_ctx"` // llama.cpp: of a slot
		Trained int `json:"n_ctx_train"`
	} `json:"meta"`
}

func (m *modelEntry) window() int {
	if m.Meta.Context > 0 {
		return m.Meta.Context
	}
	return m.Length
}

type modelList []modelEntry

// readModels reads {"data": […]}, entry by entry: one that is odd does not hide the others.
func readModels(body []byte) modelList {
	var reply struct {
		Data []json.RawMessage `json:"data"`
	}
	if json.Unmarshal(body, &reply) != nil {
		return nil
	}
	var list modelList
	for _, raw := range reply.Data {
		var m modelEntry
		if json.Unmarshal(raw, &m); m.ID != "" {
			list = append(list, m)
		}
	}
	return list
}

// pick returns the entry of a name. Without a name it returns the first that is known to fill holes,
// else the first that is not for embeddings; nil if there is none.
func (l modelList) pick(name string) *modelEntry {
	for i := range l {
		if name != "" && l[i].ID == name || name == "" && familyOf(l[i].ID) != nil {
			return &l[i]
		}
	}
	for i := range l {
		if name == "" && !strings.Contains(strings.ToLower(l[i].ID), "embed") {
			return &l[i]
		}
	}
	return nil
}
