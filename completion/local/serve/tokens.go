package serve

import (
	"net/http"
	"unicode/utf8"
)

// tokenRequest is the body of POST /tokenize and POST /detokenize.
type tokenRequest struct {
	Model      string `json:"model"`
	Language   string `json:"language"`
	Content    string `json:"content"`
	WithPieces bool   `json:"with_pieces"`
	Tokens     []int  `json:"tokens"`
}

type tokenPiece struct {
	ID    int `json:"id"`
	Piece any `json:"piece"` // a string, or its bytes where they are not UTF-8
}

func (s *Server) tokenize(w http.ResponseWriter, r *http.Request) {
	var body tokenRequest
	if err := read(r, &body); err != nil {
		fail(w, err)
		return
	}
	lang, err := s.language(body.Language, body.Model, "", body.Content)
	if err != nil {
		fail(w, err)
		return
	}
	ids := s.Model.Tokenize(lang, body.Content)
	if !body.WithPieces {
		reply(w, map[string]any{"tokens": append([]int{}, ids...)})
		return
	}
	pieces := []tokenPiece{}
	for _, id := range ids {
		text, _ := s.Model.TokenText(lang, id)
		pieces = append(pieces, tokenPiece{id, piece(text)})
	}
	reply(w, map[string]any{"tokens": pieces})
}

func piece(text string) any {
	if utf8.ValidString(text) {
		return text
	}
	var bytes []int
	for i := range len(text) {
		bytes = append(bytes, int(text[i]))
	}
	return bytes
}

// detokenize needs the language by name: numbers mean nothing without it.
func (s *Server) detokenize(w http.ResponseWriter, r *http.Request) {
	var body tokenRequest
	if err := read(r, &body); err != nil {
		fail(w, err)
		return
	}
	if body.Language == "" && (body.Model == "" || body.Model == modelPrefix) {
		fail(w, bad("name a language, or a model of one: token numbers belong to it"))
		return
	}
	lang, err := s.language(body.Language, body.Model, "", "")
	if err != nil {
		fail(w, err)
		return
	}
	text, err := s.Model.Detokenize(lang, body.Tokens)
	if err != nil {
		fail(w, bad("%v", err))
		return
	}
	reply(w, map[string]any{"content": text})
}
