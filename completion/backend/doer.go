package backend

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"

	"github.com/sluice-lsp/sluice/completion/settings"
)

// fields are members of a request's body that the client library has no name for, or leaves out. A nil
// value takes a member out.
type fields map[string]any

// A call says how one request differs from what the client library makes of it. It travels in the
// request's context.
type call struct {
	fields fields
	path   string // replaces the URL's path, "" keeps it
	key    secret // none: no Authorization header
}

type callKey struct{}

func withCall(ctx context.Context, c call) context.Context {
	return context.WithValue(ctx, callKey{}, c)
}

// doer sends requests for the client library. It writes what the library cannot, keeps text on the way
// that the user allowed, and makes every reply one that the library cannot mistake.
type doer struct{ client *http.Client }

// Do implements openai.HTTPDoer. Unlike a RoundTripper, a doer may change the request.
func (d doer) Do(req *http.Request) (*http.Response, error) {
	if c, ok := req.Context().Value(callKey{}).(call); ok {
		if err := c.apply(req); err != nil {
			return nil, err
		}
	}
	// A server may close a kept connection just when a request goes out on it. Asking for text changes
	// nothing there, so such a request may be sent anew; the empty header says so to net/http alone.
	req.Header["Idempotency-Key"] = nil
	resp, err := d.client.Do(req)
	if err != nil {
		return nil, err
	}
	switch {
	case resp.StatusCode >= 300 && resp.StatusCode < 400:
		resp.Body.Close()
		return nil, errRedirect
	case resp.StatusCode < 300 && req.Header.Get("Accept") == "text/event-stream":
		resp.Body = newEvents(resp.Body)
	default:
		resp.Body = bounded{io.LimitReader(resp.Body, maxBody), resp.Body}
	}
	return resp, nil
}

func (c call) apply(req *http.Request) error {
	if c.path != "" {
		req.URL.Path = c.path
	}
	if key := c.key.reveal(); key != "" {
		req.Header.Set("Authorization", "Bearer "+key)
	}
	if len(c.fields) == 0 || req.Body == nil {
		return nil
	}
	data, err := merged(req.Body, c.fields)
	if err != nil {
		return fmt.Errorf("writing the request's body: %w", err)
	}
	req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(data)), int64(len(data))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
	return nil
}

// merged returns a JSON object with fields put in and taken out.
func merged(object io.Reader, f fields) ([]byte, error) {
	body := map[string]json.RawMessage{}
	if err := json.NewDecoder(object).Decode(&body); err != nil {
		return nil, err
	}
	for name, v := range f {
		if v == nil {
			delete(body, name)
			continue
		}
		raw, err := json.Marshal(v)
		if err != nil {
			return nil, fmt.Errorf("writing field %s: %w", name, err)
		}
		body[name] = raw
	}
	return json.Marshal(body)
}

// maxBody bounds a reply that is not a stream.
const maxBody = 4 << 20

type bounded struct {
	io.Reader
	io.Closer
}

// newHTTP returns a client that follows no redirect. For a server on this machine it uses no proxy and
// makes sure, connection by connection, that the address is this machine's.
func newHTTP(base *url.URL) *http.Client {
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	transport := &http.Transport{
		Proxy: http.ProxyFromEnvironment, DialContext: dialer.DialContext, ForceAttemptHTTP2: true,
		MaxIdleConnsPerHost: 4, IdleConnTimeout: 90 * time.Second, TLSHandshakeTimeout: 10 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
	}
	if settings.Loopback(base.Hostname()) {
		transport.Proxy = nil
		dialer.Control = onlyLoopback
	}
	return &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// onlyLoopback refuses to connect where a name that should mean this machine does not.
func onlyLoopback(_, address string, _ syscall.RawConn) error {
	if addr, err := netip.ParseAddrPort(address); err != nil || !addr.Addr().Unmap().IsLoopback() {
		return errNotLocal
	}
	return nil
}
