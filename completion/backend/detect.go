package backend

import (
	"context"
	"fmt"
	"sync"

	"github.com/sluice-lsp/sluice/completion/settings"
)

// A Port is where a server usually listens on this machine.
type Port struct {
	Number int
	Kind   string // that usually listens there
}

// UsualPorts are the ports that Open looks at when no URL is set. The first that answers with a list of
// models is taken, in this order, however fast each is.
var UsualPorts = []Port{{8080, "llamacpp"}, {8000, "vllm"}, {30000, "sglang"}, {11434, "ollama"}, {1234, "lmstudio"}}

// detect returns the base URL of the first port with a server of models, "" if there is none. It sends
// no key and no text.
func detect(ctx context.Context, o Options) string {
	ctx, cancel := context.WithTimeout(ctx, o.limits.detect)
	defer cancel()
	urls := make([]string, len(o.Ports))
	var asked sync.WaitGroup
	for i, port := range o.Ports {
		asked.Go(func() {
			if url := fmt.Sprintf("http://127.0.0.1:%d/v1", port.Number); hasModels(ctx, url, o) {
				urls[i] = url
			}
		})
	}
	asked.Wait()
	for _, url := range urls {
		if url != "" {
			return url
		}
	}
	return ""
}

// hasModels reports whether a list of at least one model lies below the URL. Many things listen on these
// ports that are no servers of models.
func hasModels(ctx context.Context, url string, o Options) bool {
	c, err := newClient(settings.Backend{URL: url}, o)
	if err != nil {
		return false
	}
	defer c.http.client.CloseIdleConnections()
	body, _, err := c.get(ctx, url+"/models", secret{})
	return err == nil && len(readModels(body)) > 0
}
