// Package lsptest is an LSP client for tests. It says exactly what it is told to, right or wrong, and keeps
// everything that the server says.
//
// It knows framing and JSON-RPC, and shares no code with the server, so that neither covers for the other.
package lsptest

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"sync"
)

// A Message is anything that the server sends.
type Message struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id,omitempty"`
	Method  string          `json:"method,omitempty"`
	Params  json.RawMessage `json:"params,omitempty"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   *Error          `json:"error,omitempty"`
}

// Error is the error of a reply.
type Error struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

// A Client is one end of a session. Its methods are safe for concurrent use.
type Client struct {
	out    io.WriteCloser
	writes sync.Mutex // one message at a time

	// Answer gives the result of a request of the server's; without it, and where it reports false, the
	// server is told that there is no such method. It must be set before the server asks.
	Answer func(method string, params json.RawMessage) (result any, ok bool)

	mu       sync.Mutex
	messages []Message
	replies  map[string][]Message // by id
	changed  chan struct{}        // closed and replaced with every message
	ended    error                // why there will be no more, nil as long as there may be
}

// New starts to read what a server writes to in.
func New(in io.Reader, out io.WriteCloser) *Client {
	c := &Client{out: out, replies: map[string][]Message{}, changed: make(chan struct{})}
	go c.read(bufio.NewReader(in))
	return c
}

func (c *Client) read(in *bufio.Reader) {
	for {
		body, err := frame(in)
		var m Message
		if err == nil {
			if err = json.Unmarshal(body, &m); err != nil {
				err = fmt.Errorf("the server wrote what is not JSON: %w", err)
			}
		}
		c.mu.Lock()
		if err != nil {
			c.ended = err
		} else {
			c.messages = append(c.messages, m)
			if m.Method == "" {
				c.replies[string(m.ID)] = append(c.replies[string(m.ID)], m)
			}
		}
		close(c.changed)
		c.changed = make(chan struct{})
		c.mu.Unlock()
		if err != nil {
			return
		}
		if m.Method != "" && m.ID != nil {
			go c.answer(m)
		}
	}
}

func frame(in *bufio.Reader) ([]byte, error) {
	header, err := textproto.NewReader(in).ReadMIMEHeader()
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(header.Get("Content-Length"))
	if err != nil {
		return nil, fmt.Errorf("the server wrote a bad length: %w", err)
	}
	body := make([]byte, n)
	_, err = io.ReadFull(in, body)
	return body, err
}

func (c *Client) answer(m Message) {
	reply := map[string]any{"jsonrpc": "2.0", "id": m.ID}
	if c.Answer != nil {
		if result, ok := c.Answer(m.Method, m.Params); ok {
			reply["result"] = result
			c.Send(reply)
			return
		}
	}
	reply["error"] = Error{-32601, "no such method"}
	c.Send(reply)
}

// Raw writes bytes as they are.
func (c *Client) Raw(data string) error {
	c.writes.Lock()
	defer c.writes.Unlock()
	_, err := io.WriteString(c.out, data)
	return err
}

// Body frames a body and writes it.
func (c *Client) Body(body string) error {
	return c.Raw(fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body))
}

// Send writes any value as a message.
func (c *Client) Send(v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return c.Body(string(body))
}

// Notify sends a notification.
func (c *Client) Notify(method string, params any) error {
	return c.Send(map[string]any{"jsonrpc": "2.0", "method": method, "params": params})
}

// Request sends a request; id is a number or a string.
func (c *Client) Request(id any, method string, params any) error {
	return c.Send(map[string]any{"jsonrpc": "2.0", "id": id, "method": method, "params": params})
}

// Close ends the server's input.
func (c *Client) Close() error { return c.out.Close() }

// Messages returns everything that has come so far.
func (c *Client) Messages() []Message {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.messages[:len(c.messages):len(c.messages)]
}

// Forget drops everything that has come so far, so that a long session does not fill memory. It returns how
// many replies there were to each request, by id.
func (c *Client) Forget() map[string]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	counts := map[string]int{}
	for id, replies := range c.replies {
		counts[id] = len(replies)
	}
	c.messages, c.replies = nil, map[string][]Message{}
	return counts
}

// ErrEnded says that the server's output ended before what was waited for.
var ErrEnded = errors.New("the server's output ended")

// Await returns the n-th message that match accepts, counting from 0.
func (c *Client) Await(ctx context.Context, n int, match func(Message) bool) (Message, error) {
	next := 0 // of the messages that match was not asked about yet
	return c.await(ctx, func() (Message, bool) {
		for ; next < len(c.messages); next++ {
			if m := c.messages[next]; match(m) {
				if n == 0 {
					return m, true
				}
				n--
			}
		}
		return Message{}, false
	})
}

// await asks find, under the lock, until it has found something, with every message that comes.
func (c *Client) await(ctx context.Context, find func() (Message, bool)) (Message, error) {
	for {
		c.mu.Lock()
		m, ok := find()
		changed, ended := c.changed, c.ended
		c.mu.Unlock()
		if ok {
			return m, nil
		}
		if ended != nil {
			return Message{}, fmt.Errorf("%w: %w", ErrEnded, ended)
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return Message{}, ctx.Err()
		}
	}
}

// Reply returns the first reply to a request. The id is given as JSON: `1`, `"a"`, `null`.
func (c *Client) Reply(ctx context.Context, id string) (Message, error) {
	m, err := c.await(ctx, func() (Message, bool) {
		if r := c.replies[id]; len(r) > 0 {
			return r[0], true
		}
		return Message{}, false
	})
	if err != nil {
		return m, fmt.Errorf("waiting for the reply to %s: %w", id, err)
	}
	return m, nil
}

// Replies counts the replies to a request so far.
func (c *Client) Replies(id string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.replies[id])
}

// Notification returns the n-th notification of a method, counting from 0.
func (c *Client) Notification(ctx context.Context, n int, method string) (Message, error) {
	m, err := c.Await(ctx, n, func(m Message) bool { return m.Method == method && m.ID == nil })
	if err != nil {
		return m, fmt.Errorf("waiting for %s: %w", method, err)
	}
	return m, nil
}

// Ended waits for the end of the server's output.
func (c *Client) Ended(ctx context.Context) error {
	_, err := c.Await(ctx, 0, func(Message) bool { return false })
	if errors.Is(err, ErrEnded) {
		return nil
	}
	return err
}
