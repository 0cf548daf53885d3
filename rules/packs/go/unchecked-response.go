//go:build ignore

package fixture

import (
	"io"
	"net/http"
)

func uncheckedResponse(client *http.Client) ([]byte, error) {
	resp, err := client.Get("https://example.org/")
	// ruleid: go.unchecked-response
	defer resp.Body.Close()
	if err != nil {
		return nil, err
	}
	other, _ := http.Get("https://example.org/")
	// ruleid: go.unchecked-response
	return io.ReadAll(other.Body)
}

func uncheckedResponseNearMiss(client *http.Client) ([]byte, error) {
	resp, err := client.Get("https://example.org/")
	if err != nil {
		return nil, err
	}
	// ok: go.unchecked-response
	defer resp.Body.Close()
	// ok: go.unchecked-response
	return io.ReadAll(resp.Body)
}
