package scripted

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
)

// A Reply is what a server does about one request: its actions, in order. The connection stays open for
// other requests after the last one, and a stream then looks like one that ended well, [Done] or not.
type Reply []Action

// An Action is one step of a reply. It reports whether the reply goes on.
type Action func(*exchange) bool

// An exchange is a reply on its way.
type exchange struct {
	w              io.Writer
	http           *http.ResponseController
	client, server context.Context
	request        *Request
	chat           bool
	begun          bool
	whole          *whole // collects what the client did not ask to have streamed; nil for a stream
}

type whole struct {
	text   strings.Builder
	finish string
}

// Say streams the pieces and ends as a good server does. It is a whole reply.
func Say(pieces ...string) Reply {
	var r Reply
	for _, p := range pieces {
		r = append(r, Text(p))
	}
	return append(r, Finish("stop"), Done())
}

// Text sends a piece of generated text.
func Text(piece string) Action {
	return func(x *exchange) bool {
		if x.whole != nil {
			x.whole.text.WriteString(piece)
			return true
		}
		return x.event(x.chunk(piece, nil))
	}
}

// Finish sends the reason for which the generation ended: "stop", "length", "content_filter".
func Finish(reason string) Action {
	return func(x *exchange) bool {
		if x.whole != nil {
			x.whole.finish = reason
			return true
		}
		return x.event(x.chunk("", reason))
	}
}

// Done sends the end mark of a stream. Without a Finish before it, it is a lie that real servers tell.
func Done() Action { return Raw("data: [DONE]\n\n") }

// Raw sends bytes as they are, if the client asked for a stream.
func Raw(data string) Action {
	return func(x *exchange) bool { return x.whole != nil || x.write(data) }
}

// Status answers with a status and a body, and nothing else. Status(200, `{"error":…}`) is a server that
// lies about its success.
func Status(code int, body string) Action {
	return func(x *exchange) bool {
		w := x.w.(http.ResponseWriter)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(code)
		io.WriteString(w, body)
		return false
	}
}

// Cut breaks the connection in the middle of the reply.
func Cut() Action {
	return func(*exchange) bool { panic(http.ErrAbortHandler) }
}

// Hang says nothing more, until the client leaves or the server is closed.
func Hang() Action { return Wait(nil) }

// Wait goes on when the gate opens: when it is closed, or a value is sent. It ends the reply when the
// client leaves first.
func Wait(gate <-chan struct{}) Action {
	return func(x *exchange) bool {
		x.flush()
		select {
		case <-gate:
			return true
		case <-x.client.Done():
			return false
		case <-x.server.Done():
			panic(http.ErrAbortHandler)
		}
	}
}

// chunk renders one event of a stream; finish is nil or a string.
func (x *exchange) chunk(text string, finish any) map[string]any {
	choice := map[string]any{"index": 0, "finish_reason": finish}
	object := "text_completion"
	if x.chat {
		object, choice["delta"] = "chat.completion.chunk", map[string]any{"content": text}
	} else {
		choice["text"] = text
	}
	return map[string]any{"id": "scripted", "object": object, "created": 0, "model": "scripted", "choices": []any{choice}}
}

func (x *exchange) event(v any) bool {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // chunk makes nothing that cannot be marshaled
	}
	return x.write("data: " + string(data) + "\n\n")
}

// write sends data at once, so that a client sees each piece on its own.
func (x *exchange) write(data string) bool {
	if !x.begun {
		x.begun = true
		x.w.(http.ResponseWriter).Header().Set("Content-Type", "text/event-stream")
	}
	if _, err := io.WriteString(x.w, data); err != nil {
		x.request.left = true
		return false
	}
	return x.flush()
}

// flush sends the header too, if nothing was sent yet. A client that does not stream gets one body at the
// end instead.
func (x *exchange) flush() bool {
	if x.whole == nil && x.http.Flush() != nil {
		x.request.left = true
	}
	return !x.request.left
}

// end sends the body of a reply that was not streamed.
func (x *exchange) end() {
	if x.whole == nil {
		return
	}
	choice := map[string]any{"index": 0, "finish_reason": x.whole.finish}
	if x.whole.finish == "" {
		choice["finish_reason"] = nil
	}
	object := "text_completion"
	if x.chat {
		object = "chat.completion"
		choice["message"] = map[string]any{"role": "assistant", "content": x.whole.text.String()}
	} else {
		choice["text"] = x.whole.text.String()
	}
	x.w.(http.ResponseWriter).Header().Set("Content-Type", "application/json")
	json.NewEncoder(x.w).Encode(map[string]any{"id": "scripted", "object": object, "created": 0, "model": "scripted", "choices": []any{choice}})
}
