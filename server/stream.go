package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"

	"go.lsp.dev/jsonrpc2"
)

// A stream is a jsonrpc2.Stream over LSP's framing that nothing a client sends can end, except the end of
// its input. Whatever cannot be handed on as a message it answers itself, with an error and the id of the
// request, or null where no id could be read.
//
// Ids of requests never reach jsonrpc2, whose ids are strings and 32-bit numbers: every request gets a
// number of our own, and its answer gets back the id exactly as the client wrote it.
type stream struct {
	in     *frameReader
	out    *outbox
	log    *slog.Logger
	closer io.Closer // of the input, nil if it has none
	ended  atomic.Bool

	mu      sync.Mutex
	last    int32
	clients map[jsonrpc2.ID]json.RawMessage // requests of the client that are not answered yet
	ours    map[string]jsonrpc2.ID          // the same the other way round; keys by idKey
	pending map[jsonrpc2.ID]bool            // our own requests that the client has not answered yet
}

func newStream(in io.Reader, out *outbox, log *slog.Logger) *stream {
	closer, _ := in.(io.Closer)
	return &stream{
		in: newFrameReader(in, maxBody), out: out, log: log, closer: closer,
		clients: map[jsonrpc2.ID]json.RawMessage{},
		ours:    map[string]jsonrpc2.ID{},
		pending: map[jsonrpc2.ID]bool{},
	}
}

// Read returns the next message that is one. Its error is that of the input; io.EOF is a clean end.
func (s *stream) Read(context.Context) (jsonrpc2.Message, int64, error) {
	for !s.ended.Load() {
		body, err := s.in.next()
		var bad *frameError
		switch {
		case errors.As(err, &bad):
			s.refuse(nil, bad.code, bad.message)
		case err != nil:
			return nil, 0, err
		default:
			if msg := s.decode(body); msg != nil {
				return msg, int64(len(body)), nil
			}
		}
	}
	return nil, 0, io.EOF
}

// A wireMessage is any message; which one it is shows in the members that it has.
type wireMessage struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id"`
	Method  *string         `json:"method"`
	Params  json.RawMessage `json:"params"`
	Result  json.RawMessage `json:"result"`
	Error   *jsonrpc2.Error `json:"error"`
}

// decode returns the message in a body, nil if there is none to hand on.
func (s *stream) decode(body []byte) jsonrpc2.Message {
	if text := bytes.TrimLeft(body, " \t\r\n"); len(text) > 0 && text[0] == '[' {
		return s.refuse(nil, jsonrpc2.InvalidRequest, "batches are not part of the Language Server Protocol")
	}
	var m wireMessage
	if err := json.Unmarshal(body, &m); err != nil {
		if !json.Valid(body) {
			return s.refuse(nil, jsonrpc2.ParseError, "the message is not JSON: "+err.Error())
		}
		return s.refuse(idOf(body), jsonrpc2.InvalidRequest, "the message has a member of a wrong type")
	}
	switch {
	case m.Method == nil && (m.Result != nil || m.Error != nil):
		return s.response(&m)
	case m.Version != jsonrpc2.Version:
		return s.refuse(m.ID, jsonrpc2.InvalidRequest, `the member "jsonrpc" must be "2.0"`)
	case m.Method == nil || *m.Method == "":
		return s.refuse(m.ID, jsonrpc2.InvalidRequest, "the message has no method")
	case m.ID == nil:
		n, err := jsonrpc2.NewNotification(*m.Method, m.Params)
		return s.made(n, err)
	case idKey(m.ID) == "":
		return s.refuse(nil, jsonrpc2.InvalidRequest, "the id must be a number or a string")
	}
	return s.call(&m)
}

// idOf reads the id of a message whose other members do not fit.
func idOf(body []byte) json.RawMessage {
	var m struct {
		ID json.RawMessage `json:"id"`
	}
	if json.Unmarshal(body, &m) != nil || idKey(m.ID) == "" {
		return nil
	}
	return m.ID
}

func (s *stream) made(m jsonrpc2.Message, err error) jsonrpc2.Message {
	if err != nil {
		s.log.Warn("a message was dropped", "error", err)
		return nil
	}
	return m
}

// call gives a request a number of our own.
func (s *stream) call(m *wireMessage) jsonrpc2.Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last++
	id := jsonrpc2.NewNumberID(s.last)
	s.clients[id], s.ours[idKey(m.ID)] = m.ID, id
	call, err := jsonrpc2.NewCall(id, *m.Method, m.Params)
	return s.made(call, err)
}

// response hands on the first answer to each of our own requests. A second one would find nobody to take
// it, and Conn would wait for ever to hand it over.
func (s *stream) response(m *wireMessage) jsonrpc2.Message {
	var id jsonrpc2.ID
	if idKey(m.ID) == "" || json.Unmarshal(m.ID, &id) != nil {
		s.log.Warn("the client answered a request without an id", "error", m.Error)
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.pending[id] {
		s.log.Warn("the client answered what it was not asked", "id", string(m.ID))
		return nil
	}
	delete(s.pending, id)
	if m.Error != nil {
		r, _ := jsonrpc2.NewResponse(id, nil, m.Error)
		return r
	}
	r, err := jsonrpc2.NewResponse(id, m.Result, nil)
	return s.made(r, err)
}

// find returns our number of a request that the client calls id and that is not answered yet.
func (s *stream) find(id json.RawMessage) (jsonrpc2.ID, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	our, ok := s.ours[idKey(id)]
	return our, ok
}

// idKey makes equal ids equal, and is "" for what is no id.
func idKey(id json.RawMessage) string {
	id = bytes.TrimSpace(id)
	switch {
	case len(id) == 0:
		return ""
	case id[0] == '"':
		var text string
		if json.Unmarshal(id, &text) != nil {
			return ""
		}
		return `"` + text
	case id[0] == '-' || '0' <= id[0] && id[0] <= '9':
		return string(id)
	}
	return ""
}

// A wireReply is a reply with the id as the client wrote it.
type wireReply struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   *wireError      `json:"error,omitempty"`
}

type wireError struct {
	Code    jsonrpc2.Code `json:"code"`
	Message string        `json:"message"`
}

// Write queues a message. It disregards the context: a reply is owed even by work that was cancelled.
func (s *stream) Write(_ context.Context, msg jsonrpc2.Message) (int64, error) {
	var v any = msg
	s.mu.Lock()
	switch m := msg.(type) {
	case *jsonrpc2.Call:
		s.pending[m.ID()] = true
	case *jsonrpc2.Response:
		v = s.reply(m)
	}
	s.mu.Unlock()
	body, err := json.Marshal(v)
	if err != nil {
		return 0, err
	}
	return int64(len(body)), s.out.put(body)
}

// reply writes a response in the client's terms. The lock is held.
func (s *stream) reply(r *jsonrpc2.Response) wireReply {
	id, ok := s.clients[r.ID()]
	if !ok {
		id = json.RawMessage("null")
	}
	delete(s.clients, r.ID())
	if key := idKey(id); s.ours[key] == r.ID() {
		delete(s.ours, key)
	}
	if r.Err() == nil {
		return wireReply{Version: jsonrpc2.Version, ID: id, Result: r.Result()}
	}
	e := &wireError{jsonrpc2.InternalError, r.Err().Error()}
	var coded *jsonrpc2.Error
	if errors.As(r.Err(), &coded) {
		e.Code = coded.Code
	}
	return wireReply{Version: jsonrpc2.Version, ID: id, Error: e}
}

// refuse answers what is not handed on. It returns nil, for the callers' convenience. A notification has no
// answer, but what has lost its id might have been a request: it is answered with the id null.
func (s *stream) refuse(id json.RawMessage, code jsonrpc2.Code, message string) jsonrpc2.Message {
	s.log.Warn("a message was refused", "code", int(code), "reason", strings.ToValidUTF8(message, "?"))
	if idKey(id) == "" {
		id = json.RawMessage("null")
	}
	body, err := json.Marshal(wireReply{Version: jsonrpc2.Version, ID: id, Error: &wireError{code, message}})
	if err == nil {
		s.out.put(body)
	}
	return nil
}

// end makes every Read after the running one return io.EOF.
func (s *stream) end() { s.ended.Store(true) }

// Close ends the stream and unblocks a Read where the input can do that. Messages that are queued are
// still written.
func (s *stream) Close() error {
	s.end()
	if s.closer != nil {
		return s.closer.Close()
	}
	return nil
}
